namespace Akka.Actor;

public static class DirectiveExtensions
{
    /// <summary><c>Directive.Stop.When&lt;IOException&gt;()</c>, for <see cref="Decider.From(Directive, KeyValuePair{Type, Directive}[])"/>.</summary>
    public static KeyValuePair<Type, Directive> When<TException>(this Directive self)
        where TException : Exception => new(typeof(TException), self);
}
