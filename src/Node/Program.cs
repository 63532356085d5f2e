using MeshNet.Node.Cli;

return await CommandTree.Create().Parse(args).InvokeAsync().ConfigureAwait(false);
