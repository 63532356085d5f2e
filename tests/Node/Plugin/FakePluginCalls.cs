using MeshNet.Node.Plugin;

namespace MeshNet.Node.Tests.Plugin;

/// <summary>Answers from a list prepared by the test, and keeps what was asked.</summary>
internal sealed class FakePluginCalls : IPluginCalls
{
    private readonly Queue<object> _answers = new();

    public List<object> Asked { get; } = [];

    public FakePluginCalls Answer(params object[] answers)
    {
        foreach (object answer in answers)
        {
            _answers.Enqueue(answer);
        }

        return this;
    }

    public Task<T> AskAsync<T>(object question, CancellationToken cancellationToken)
        where T : class
    {
        Asked.Add(question);
        return _answers.Dequeue() switch
        {
            string refusal => Task.FromException<T>(new PluginException(refusal)),
            var answer => Task.FromResult(Assert.IsType<T>(answer)),
        };
    }
}
