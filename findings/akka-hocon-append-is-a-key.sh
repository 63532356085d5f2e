#!/usr/bin/env bash
# Akka.NET 1.5.74, the HOCON parser inside package Akka: parts of the specification that Akka on the JVM reads are read as something else,
# most of them without a word. All files below are valid HOCON.
#
# file                         | expected                   | seen
# a = [1], then a += 2         | a is [1, 2]                | a is [1], and there is a second key named "a +"
# a = 5, then a = ${?UNSET}    | a stays 5                  | a is null: its default is gone
# a = ${?HOME}, ${HOME}        | the environment's value    | null, and an exception
# a = yes                      | true                       | NotSupportedException
# a = 100us, a = 2w            | 100 µs, 14 days            | FormatException (100ns and 14d are read)
# GetInt of a missing key      | an exception that names it | 0
#
# So a default that one wants to let the environment override is lost instead, and a list that one wants to add to stays as it was.
set -euo pipefail
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >hocon.csproj <<'XML'
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
using Akka.Configuration;

Show("append", "a = [1]\na += 2", config => $"[{string.Join(", ", config.GetStringList("a"))}], keys '{string.Join("' '", config.Root.GetObject().Items.Keys)}'");
Show("unset, with a default", "a = 5\na = ${?NOT_SET_ANYWHERE}", config => config.GetString("a") ?? "null");
Show("environment, optional", "a = ${?HOME}", config => config.GetString("a") ?? "null");
Show("environment", "a = ${HOME}", config => config.GetString("a") ?? "null");
Show("yes", "a = yes", config => config.GetBoolean("a").ToString());
Show("100us", "a = 100us", config => config.GetTimeSpan("a").ToString());
Show("2w", "a = 2w", config => config.GetTimeSpan("a").ToString());
Show("missing", "b = 1", config => config.GetInt("a").ToString());

static void Show(string what, string text, Func<Config, string> read)
{
    string seen;
    try
    {
        seen = read(ConfigurationFactory.ParseString(text));
    }
    catch (Exception error)
    {
        seen = error.GetType().Name;
    }

    Console.WriteLine($"{what}: {seen}");
}
CS

seen=$(dotnet run -c Release --verbosity quiet)
printf '%s\n' "$seen"
expected="append: [1], keys 'a' 'a +'
unset, with a default: null
environment, optional: null
environment: FormatException
yes: NotSupportedException
100us: FormatException
2w: FormatException
missing: 0"
[ "$seen" = "$expected" ] || { echo 'CHANGED: it no longer behaves as described above'; exit 1; }
echo 'as described'
