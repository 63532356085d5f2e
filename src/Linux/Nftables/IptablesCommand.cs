using MeshNet.Linux.Processes;

namespace MeshNet.Linux.Nftables;

/// <summary>
/// The iptables program, for the rules that Docker leaves to others (its DOCKER-USER chain). Docker writes with the same program, and rules
/// of other origin make the chain unreadable for it; everything else of ours is in nftables tables of our own.
/// </summary>
/// <param name="program">The program and its first arguments: iptables, ip6tables, or either behind nsenter.</param>
public sealed class IptablesCommand(params string[] program)
{
    /// <summary>Another program may hold the lock of iptables for as long as it works.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly string[] _program = program.Length > 0 ? program : ["iptables"];

    /// <summary>Runs iptables once, waiting for its lock. Its refusal is in the result.</summary>
    /// <exception cref="IOException">The program is not installed.</exception>
    /// <exception cref="TimeoutException">It did not end within 30 s.</exception>
    public CommandResult Run(params IEnumerable<string> arguments) =>
        Command.Run(_program[0], [.. _program.Skip(1), "-w", .. arguments], Timeout);

    /// <summary>True when the chain has the rule.</summary>
    public bool HasRule(string table, string chain, params IReadOnlyList<string> rule) =>
        Run(["-t", table, "-C", chain, .. rule]).IsSuccess;

    /// <summary>Puts the rule in front of the chain unless the chain has it.</summary>
    /// <returns>True when it was put there.</returns>
    /// <exception cref="IOException">iptables refused, as for a chain that does not exist.</exception>
    public bool EnsureRule(string table, string chain, params IReadOnlyList<string> rule)
    {
        if (HasRule(table, chain, rule))
        {
            return false;
        }

        Require(["-t", table, "-I", chain, .. rule]);
        return true;
    }

    /// <summary>Removes the rule from the chain if the chain has it, as often as it has it.</summary>
    /// <returns>True when it was there.</returns>
    public bool RemoveRule(string table, string chain, params IReadOnlyList<string> rule)
    {
        bool wasThere = false;
        // Sixteen copies are more than anybody makes by mistake; it bounds the loop.
        for (int copies = 0; copies < 16 && HasRule(table, chain, rule); copies++)
        {
            Require(["-t", table, "-D", chain, .. rule]);
            wasThere = true;
        }
        return wasThere;
    }

    private void Require(string[] arguments)
    {
        CommandResult result = Run(arguments);
        if (!result.IsSuccess)
        {
            throw new IOException($"{string.Join(' ', _program)} {string.Join(' ', arguments)}: {result.Error.Trim()}");
        }
    }
}
