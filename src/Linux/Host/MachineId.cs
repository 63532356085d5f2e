namespace MeshNet.Linux.Host;

/// <summary>The id that an installation keeps for its life, machine-id(5): 32 lower-case hexadecimal digits.</summary>
public static class MachineId
{
    private const int Length = 32;

    /// <exception cref="IOException">There is none, or it is not valid.</exception>
    public static string Read(string path = "/etc/machine-id")
    {
        if (!File.Exists(path))
        {
            throw new IOException($"{path} does not exist: run systemd-machine-id-setup.");
        }

        string text = File.ReadAllText(path).Trim();
        return text.Length == Length && text.All(char.IsAsciiHexDigitLower)
            ? text
            : throw new IOException($"{path} holds '{text}', not {Length} lower-case hexadecimal digits: run systemd-machine-id-setup.");
    }
}
