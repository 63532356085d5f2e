#!/usr/bin/env bash
# Akka.NET 1.5.74: a ReceiveAsync handler that awaits when its actor is stopped never goes on. What stands after the await does not run,
# and neither do its `finally` block and its `using` declarations.
#
# Expected: C# promises that `finally` runs once the awaited task has completed, and the actor's documentation says that a handler in
# progress is finished before the next message is taken. Seen: PostStop runs at once, the awaited task completes later, and the rest
# of the handler is dropped: a lock stays taken, a file stays open. The same handler runs to its end when nobody stops the actor.
# What must be cleaned up belongs into PostStop. (A PoisonPill waits its turn behind the handler and does no harm; Stop does not.)
set -euo pipefail
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >stopped.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Akka" Version="[1.5.74]" />
  </ItemGroup>
</Project>
XML

cat >Program.cs <<'CS'
using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;

using ActorSystem system = ActorSystem.Create("stopped", ConfigurationFactory.ParseString("akka.loglevel = OFF, akka.stdout-loglevel = OFF"));

foreach (bool stop in new[] { false, true })
{
    ConcurrentQueue<string> journal = new();
    TaskCompletionSource begun = new();
    TaskCompletionSource work = new();
    IActorRef actor = system.ActorOf(Props.Create<Handler>(journal, begun, work));
    actor.Tell("work");
    await begun.Task.WaitAsync(TimeSpan.FromSeconds(10));

    if (stop)
    {
        system.Stop(actor);
        await actor.WatchAsync().WaitAsync(TimeSpan.FromSeconds(10));
    }

    work.SetResult();
    if (!stop)
    {
        await actor.GracefulStop(TimeSpan.FromSeconds(10));
    }

    // Time enough for whatever is still to come.
    await Task.Delay(TimeSpan.FromSeconds(1));
    Console.WriteLine($"{(stop ? "Stop while it awaits" : "PoisonPill afterwards")}: {string.Join(", ", journal)}");
}

sealed class Handler : ReceiveActor
{
    private readonly ConcurrentQueue<string> _journal;

    public Handler(ConcurrentQueue<string> journal, TaskCompletionSource begun, TaskCompletionSource work)
    {
        _journal = journal;
        ReceiveAsync<string>(async _ =>
        {
            try
            {
                begun.SetResult();
                await work.Task;
                journal.Enqueue("went on");
            }
            finally
            {
                journal.Enqueue("finally");
            }
        });
    }

    protected override void PostStop() => _journal.Enqueue("PostStop");
}
CS

seen=$(dotnet run -c Release --verbosity quiet)
printf '%s\n' "$seen"
expected='PoisonPill afterwards: went on, finally, PostStop
Stop while it awaits: PostStop'
[ "$seen" = "$expected" ] || { echo 'CHANGED: it no longer behaves as described above'; exit 1; }
echo 'as described: the handler of a stopped actor never reaches its finally'
