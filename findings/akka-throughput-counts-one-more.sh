#!/usr/bin/env bash
# Akka.NET 1.5.74: `throughput = N` lets an actor handle N + 1 messages before it yields its thread, not N.
#
# Expected, since the documentation calls 1 the fairest setting: with throughput = 1 on one thread, two actors with full mailboxes take
# turns after each message: abab. Seen: aabb, for 2 aaabbb, for 3 aaaabbbb.
# Whoever counts on the fairest setting, or builds a scheduler that wants one message a turn, is off by one.
set -euo pipefail
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >turns.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Akka" Version="[1.5.74]" />
  </ItemGroup>
</Project>
XML

cat >Program.cs <<'CS'
using System.Text;
using Akka.Actor;
using Akka.Configuration;

const int Messages = 12;

foreach (int throughput in new[] { 1, 2, 3 })
{
    using ActorSystem system = ActorSystem.Create("turns", ConfigurationFactory.ParseString($$"""
        akka.loglevel = OFF
        akka.stdout-loglevel = OFF
        one-thread { type = ForkJoinDispatcher, throughput = {{throughput}}, dedicated-thread-pool.thread-count = 1 }
        """));
    using ManualResetEventSlim open = new();
    StringBuilder order = new();
    TaskCompletionSource done = new();

    // The only thread is held until both mailboxes are full.
    Start("gate", () => open.Wait()).Tell(1);
    IActorRef[] pair = [Start("a", () => Note('a')), Start("b", () => Note('b'))];
    foreach (IActorRef actor in pair)
    {
        for (int i = 0; i < Messages; i++)
        {
            actor.Tell(i);
        }
    }

    open.Set();
    await done.Task.WaitAsync(TimeSpan.FromSeconds(10));
    Console.WriteLine($"throughput {throughput}: {order}");

    IActorRef Start(string name, Action handle) =>
        system.ActorOf(Props.CreateBy(new Maker(() => new Handler(handle))).WithDispatcher("one-thread"), name);

    void Note(char who)
    {
        order.Append(who);
        if (order.Length == 2 * Messages)
        {
            done.SetResult();
        }
    }
}

sealed class Handler(Action handle) : UntypedActor
{
    protected override void OnReceive(object message) => handle();
}

sealed class Maker(Func<ActorBase> make) : IIndirectActorProducer
{
    public Type ActorType => typeof(Handler);

    public ActorBase Produce() => make();

    public void Release(ActorBase actor)
    {
    }
}
CS

seen=$(dotnet run -c Release --verbosity quiet)
printf '%s\n' "$seen"
expected='throughput 1: aabbaabbaabbaabbaabbaabb
throughput 2: aaabbbaaabbbaaabbbaaabbb
throughput 3: aaaabbbbaaaabbbbaaaabbbb'
[ "$seen" = "$expected" ] || { echo 'CHANGED: it no longer behaves as described above'; exit 1; }
echo 'as described: an actor handles one message more than throughput says'
