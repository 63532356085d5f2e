namespace MeshNet.Node.Doctor;

/// <summary>Judges whether the plugin will be there when dockerd starts at the next boot.</summary>
public static class BootJudge
{
    private const string Matter = "boot";

    /// <param name="unit">`systemctl show meshnet.service` as lines of KEY=VALUE; null on a host without systemd.</param>
    public static Diagnosis Judge(string? unit)
    {
        if (unit is null)
        {
            return new(
                Matter,
                "",
                [
                    new(
                        "this host was not booted by systemd, so the order of its services is unknown",
                        "make sure that 'meshnet node' starts before dockerd",
                        IsHarmless: true),
                ]);
        }

        ImmutableDictionary<string, string> values = unit.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .ToImmutableDictionary(pair => pair[0], pair => pair[1].Trim());
        return new(Matter, "meshnet starts before dockerd", [.. Findings(values)]);
    }

    private static IEnumerable<Finding> Findings(ImmutableDictionary<string, string> unit)
    {
        if (unit.GetValueOrDefault("LoadState") != "loaded")
        {
            yield return new(
                "there is no unit meshnet.service: after a boot the daemon does not run, and dockerd waits 15 s for each call to it",
                "install the units from docs/operations.md, then 'systemctl enable --now meshnet.socket meshnet.service'");
            yield break;
        }

        if (unit.GetValueOrDefault("UnitFileState") is not ("enabled" or "static"))
        {
            yield return new("meshnet.service does not start at boot", "systemctl enable meshnet.service");
        }

        if (!unit.GetValueOrDefault("Before", "").Split(' ').Contains("docker.service"))
        {
            yield return new(
                "meshnet.service is not ordered before docker.service: at boot, dockerd waits 15 s for each of its networks and containers fail to start",
                "add Before=docker.service to the unit, then 'systemctl daemon-reload'");
        }

        if (unit.GetValueOrDefault("PrivateMounts") == "yes" || unit.GetValueOrDefault("ProtectSystem", "no") != "no")
        {
            yield return new(
                "the unit gives the daemon its own mount namespace, in which it cannot see Docker's network namespaces",
                "remove PrivateMounts= and ProtectSystem= from the unit, then 'systemctl daemon-reload' and 'systemctl restart meshnet'");
        }
    }
}
