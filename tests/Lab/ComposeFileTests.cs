using YamlDotNet.Helpers;
using YamlDotNet.RepresentationModel;

namespace MeshNet.Lab.Tests;

/// <summary>docker-compose.lab.yml cannot run where there is no registry: its shape is held here.</summary>
public sealed class ComposeFileTests
{
    [Fact]
    public void The_compose_file_describes_the_same_three_hosts_as_the_lab()
    {
        using StreamReader text = File.OpenText(Path.Combine(DockerLab.RepositoryRoot(), "docker-compose.lab.yml"));
        YamlStream yaml = new();
        yaml.Load(text);
        YamlMappingNode root = (YamlMappingNode)yaml.Documents.Single().RootNode;

        IOrderedDictionary<YamlNode, YamlNode> services = ((YamlMappingNode)root["services"]).Children;
        Assert.Equal(["docker-node1", "docker-node2", "docker-node3"], services.Keys.Select(key => key.ToString()));
        foreach ((YamlNode name, int number) in services.Keys.Zip(Enumerable.Range(1, 3)))
        {
            YamlMappingNode service = (YamlMappingNode)services[name];
            Assert.Equal(name.ToString(), service["hostname"].ToString());
            Assert.Equal($"192.168.205.{9 + number}", service["networks"]["underlay"]["ipv4_address"].ToString());
            Assert.Equal("true", service["<<"]["privileged"].ToString());
        }
    }
}
