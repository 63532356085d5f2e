namespace MeshNet.Node.Configuration;

/// <summary>One setting from the command line.</summary>
/// <param name="Key">Below <c>meshnet</c>, for example <c>state-dir</c>.</param>
/// <param name="Value">As it would stand in a file, without quotes.</param>
/// <param name="Source">What error messages call it, for example <c>--state-dir</c>.</param>
public sealed record SettingOverride(string Key, string Value, string Source);
