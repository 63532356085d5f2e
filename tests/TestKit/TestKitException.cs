namespace Akka.TestKit;

/// <summary>An expectation was not met.</summary>
public sealed class TestKitException(string message) : Exception(message);
