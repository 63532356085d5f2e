namespace MeshNet.Lab.Tests.Chaos;

/// <summary>One thing that is done to the lab, so long after the beginning.</summary>
public sealed record ChaosStep(TimeSpan At, ChaosAction Action);

/// <summary>Something that is done to the lab as a whole, to one host, or between hosts.</summary>
public abstract record ChaosAction
{
    /// <summary>By what it is counted.</summary>
    public abstract string Kind { get; }
}

/// <summary>Nothing passes between the hosts of one side and those of the other.</summary>
public sealed record Split(ChaosSides Sides) : ChaosAction
{
    public override string Kind => "split";

    public override string ToString() => $"split {Sides}";
}

/// <summary>What one host sends to another is lost; the way back is open.</summary>
public sealed record CutOneWay(int From, int To) : ChaosAction
{
    public override string Kind => "one-way cut";

    public override string ToString() => $"cut {From} > {To}";
}

/// <summary>A host reaches nobody.</summary>
public sealed record Isolate(int Host) : ChaosAction
{
    public override string Kind => "isolated host";

    public override string ToString() => $"isolate {Host}";
}

/// <summary>All cuts end.</summary>
public sealed record Heal : ChaosAction
{
    public override string Kind => "heal";

    public override string ToString() => "heal";
}

/// <summary>A power cut: every process of a host ends at once, its disk stays.</summary>
public sealed record Crash(int Host) : ChaosAction
{
    public override string Kind => "crash";

    public override string ToString() => $"crash {Host}";
}

/// <summary>The power is back.</summary>
public sealed record Boot(int Host) : ChaosAction
{
    public override string Kind => "boot";

    public override string ToString() => $"boot {Host}";
}

/// <summary>kill -9 of one daemon of a host.</summary>
public sealed record Kill(int Host, string Daemon) : ChaosAction
{
    public override string Kind => $"kill -9 of {Daemon}";

    public override string ToString() => $"kill {Daemon} {Host}";
}

/// <summary>A daemon that was killed starts again.</summary>
public sealed record Restart(int Host, string Daemon) : ChaosAction
{
    public override string Kind => $"start of {Daemon}";

    public override string ToString() => $"start {Daemon} {Host}";
}
