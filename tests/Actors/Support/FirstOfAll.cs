using System.Runtime.CompilerServices;
using MeshNet.Deterministic;

namespace MeshNet.Actors.Tests.Support;

internal static class FirstOfAll
{
    /// <summary>Some tests here run systems of another kind beside those on a loop.</summary>
    [ModuleInitializer]
    internal static void Run() => DeterministicLoop.Prepare();
}
