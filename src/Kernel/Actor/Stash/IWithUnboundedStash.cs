namespace Akka.Actor;

public interface IWithUnboundedStash : IWithStash;
