namespace Akka.Actor;

public static class Decider
{
    /// <summary>The first pair whose type the exception has, or the default.</summary>
    public static IDecider From(Directive defaultDirective, params KeyValuePair<Type, Directive>[] pairs) =>
        new FunctionDecider(cause =>
        {
            foreach (var (type, directive) in pairs)
            {
                if (type.IsInstanceOfType(cause)) return directive;
            }

            return defaultDirective;
        });

    public static IDecider From(Func<Exception, Directive> localOnlyDecider) => new FunctionDecider(localOnlyDecider);

    private sealed class FunctionDecider(Func<Exception, Directive> decide) : IDecider
    {
        public Directive Decide(Exception cause) => decide(cause);
    }
}
