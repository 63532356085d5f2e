namespace MeshNet.Node.Plugin;

/// <summary>
/// Both halves of the plugin, behind one name. A method fails by throwing <see cref="PluginException"/> with the sentence that
/// the user is to read; anything else that it throws is a defect and is answered as one.
/// </summary>
/// <remarks>
/// dockerd repeats calls after a broken connection and forgets them when it dies, so every method is idempotent. A handler
/// never calls the Docker Engine for the object that it is asked about: dockerd holds its lock until the answer.
/// dockerd sets no time limit; the token is cancelled when dockerd hangs up or the plugin stops.
/// </remarks>
public interface IPluginHandler : INetworkDriver, IIpamDriver;
