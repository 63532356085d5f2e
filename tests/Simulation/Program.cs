using MeshNet.Simulation;

return SimulateCommand.Create().Parse(args).Invoke();
