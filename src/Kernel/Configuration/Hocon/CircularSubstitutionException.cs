namespace Akka.Configuration.Hocon;

/// <summary>A substitution leads back to itself, and no earlier value breaks the circle at the place that throws.</summary>
internal sealed class CircularSubstitutionException(HoconSubstitution substitution) : ConfigurationException(
    substitution.Origin, $"{substitution} leads back to itself, and no earlier value of {substitution.Path} ends the circle");
