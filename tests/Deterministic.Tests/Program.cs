using MeshNet.Deterministic.Tests;

// dotnet exec MeshNet.Deterministic.Tests.dll SEED: plays a history, and prints what came of it.
Console.WriteLine(History.Play(ulong.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture)));
