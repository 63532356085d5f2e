#!/usr/bin/env bash
# Docker.DotNet.Enhanced 4.3.3 with its NativeHttp transport (here over a unix socket): of many calls at once only ten reach the engine. The others wait inside the
# client without a word, and the time they wait counts against their time limit.
#
# Expected: .NET's own HTTP handler, which the transport is built on, opens as many connections as there are requests, and an engine serves
# each call on its own. Seen: twenty pings to an engine that takes its time, and ten arrive. Event streams and other calls that stay open
# take a place each: a client that follows events, logs and waits of a few containers has none left for a plain question. The remedy is
# MaxConnectionsPerServer in NativeHttpTransportOptions.ConfigureHandler, with which all twenty arrive.
set -euo pipefail
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >connections.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Docker.DotNet.Enhanced" Version="[4.3.3]" />
    <PackageReference Include="Docker.DotNet.Enhanced.NativeHttp" Version="[4.3.3]" />
  </ItemGroup>
</Project>
XML

cat >Program.cs <<'CS'
using System.Net.Sockets;
using Docker.DotNet;
using Docker.DotNet.NativeHttp;

const int Calls = 20;

foreach (int? limit in new int?[] { null, 32 })
{
    string path = Path.Combine(Directory.GetCurrentDirectory(), $"engine{limit}.sock");
    using Socket engine = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    engine.Bind(new UnixDomainSocketEndPoint(path));
    engine.Listen(64);
    int arrived = 0;
    _ = Task.Run(async () =>
    {
        // A slow engine: it takes every connection and has not answered yet.
        while (true)
        {
            Socket connection = await engine.AcceptAsync();
            _ = Task.Run(async () =>
            {
                if (await connection.ReceiveAsync(new byte[1024]) > 0)
                {
                    Interlocked.Increment(ref arrived);
                }
            });
        }
    });

    using DockerClient client = new DockerClientBuilder()
        .WithEndpoint(new Uri("http://engine"))
        .WithTransportOptions(new NativeHttpTransportOptions
        {
            ConfigureHandler = handler =>
            {
                handler.MaxConnectionsPerServer = limit ?? handler.MaxConnectionsPerServer;
                handler.ConnectCallback = async (_, cancellation) =>
                {
                    Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                    await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
                    return new NetworkStream(socket, ownsSocket: true);
                };
            },
        })
        .Build();
    using CancellationTokenSource enough = new();
    Task[] calls = [.. Enumerable.Range(0, Calls).Select(_ => client.System.PingAsync(enough.Token))];

    // All are sent within milliseconds; five seconds show that no more will come.
    await Task.Delay(TimeSpan.FromSeconds(5));
    Console.WriteLine($"{(limit is null ? "as it comes" : $"MaxConnectionsPerServer = {limit}")}: {arrived} of {Calls} calls have arrived");
    enough.Cancel();
    await Task.WhenAll(calls.Select(call => call.ContinueWith(_ => { }, TaskScheduler.Default)));
}
CS

seen=$(dotnet run -c Release --verbosity quiet)
printf '%s\n' "$seen"
expected='as it comes: 10 of 20 calls have arrived
MaxConnectionsPerServer = 32: 20 of 20 calls have arrived'
[ "$seen" = "$expected" ] || { echo 'CHANGED: it no longer behaves as described above'; exit 1; }
echo 'as described'
