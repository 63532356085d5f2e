namespace MeshNet.Messages;

/// <summary>IpamDriver.RequestAddress. May wait for a block from another host. Answer: <see cref="AddressGranted"/>.</summary>
/// <param name="Address">The wanted address (<c>--ip</c>), or null for any.</param>
/// <param name="ForGateway">Docker asks for the network's gateway, which all hosts share.</param>
public sealed record RequestAddress(string PoolId, uint? Address, bool ForGateway) : IMeshRequest;
