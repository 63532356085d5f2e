using MeshNet.Linux.Links;

namespace MeshNet.Linux.Tests.Links;

public sealed class AlternativeNameTests
{
    [PrivilegedFact]
    public void A_link_is_found_by_an_alternative_name_longer_than_its_own_could_be()
    {
        using TestNamespace inside = new("names");
        LinkOperations links = inside.Netlink.Links;
        links.CreateBridge(new NewLink { Name = "bridge0" });

        links.AddAlternativeName(links.Get("bridge0").Index, "a-bridge-with-a-long-name");

        Assert.Contains("bridge0", inside.Execute("ip", "link", "show", "a-bridge-with-a-long-name"), StringComparison.Ordinal);
    }
}
