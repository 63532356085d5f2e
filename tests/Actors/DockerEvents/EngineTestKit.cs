using MeshNet.Actors.DockerEvents;

namespace MeshNet.Actors.Tests.DockerEvents;

/// <summary>Docker's edges between a fake engine and, in the place of the mesh's actors, probes that agree to everything; in virtual time.</summary>
public abstract class EngineTestKit : ActorTestKit
{
    private MeshView _view = Mesh.Empty;

    protected EngineTestKit()
    {
        Actors = new(Peer("mesh"), Peer("driver"), Peer("names"), Peer("gateway"));
    }

    protected MeshActors Actors { get; }

    /// <summary>Everything that the four were asked, in order, except for the view.</summary>
    protected List<object> Asked { get; } = [];

    /// <summary>By the question's type: answers that differ from the ordinary ones; null for none at all.</summary>
    protected Dictionary<Type, Func<object, object?>> Answers { get; } = [];

    protected IActorRef Events { get; private set; } = ActorRefs.Nobody;

    internal FakeEngine Engine { get; } = new();

    protected MeshView View
    {
        get => _view;
        set
        {
            _view = value;
            Sys.EventStream.Publish(value);
            RunUntilIdle();
        }
    }

    protected DockerStatus Status
    {
        get
        {
            Events.Tell(GetDockerStatus.Instance, TestActor);
            return ExpectMsg<DockerStatus>();
        }
    }

    protected void Start(DockerEventsOptions? options = null)
    {
        Events = Sys.ActorOf(Made.By(() => new DockerEventsActor(Engine, Engine, Actors, options ?? new())), "docker");
        RunUntilIdle();
    }

    protected T[] Questions<T>() => [.. Asked.OfType<T>()];

    private IActorRef Peer(string name)
    {
        TestProbe probe = CreateTestProbe(name);
        probe.SetAutoPilot((sender, question) =>
        {
            if (question is not GetMeshView)
            {
                Asked.Add(question);
            }

            object? answer = Answers.TryGetValue(question.GetType(), out Func<object, object?>? other) ? other(question) : Ordinary(question);
            if (answer is not null)
            {
                sender.Tell(answer, probe.Ref);
            }
        });
        return probe.Ref;
    }

    private object Ordinary(object question) => question switch
    {
        GetMeshView => _view,
        NameNetwork or BindNetwork => new NetworkBound(Mesh.Net(7)),
        AttachContainer attach => new EndpointBound(Mesh.Net(7), attach.Endpoint, 0x0A320002, MacAddress.Zero),
        JoinEndpoint join => new EndpointBound(Mesh.Net(7), join.Endpoint, 0x0A320002, MacAddress.Zero),
        AttachLink attach => new LinkReady(attach.Link.Endpoint, "mn1"),
        PrepareLink prepare => new LinkReady(prepare.Link.Endpoint, "mn1"),
        _ => Acknowledged.Instance,
    };
}
