using MeshNet.Kernel.Benchmarks;

// dotnet run -c Release --project bench/Kernel [MESSAGES]
var messages = args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 20_000_000;
await PingPong.Run(messages);
await Flood.Run(messages);
await Asking.Run(messages / 20);
Virtual.Run(messages / 5);
