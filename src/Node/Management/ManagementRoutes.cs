using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MeshNet.Node.Management.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MeshNet.Node.Management;

/// <summary>MeshNet's own routes, below /meshnet. Those that change something are mapped only where writing is allowed.</summary>
public static class ManagementRoutes
{
    public static void MapReading(IEndpointRouteBuilder routes, IMeshControl control)
    {
        Get(routes, "/meshnet/status", ModelJson.Default.StatusReport, context => control.StatusAsync(context.RequestAborted));
        Get(routes, "/meshnet/nodes", ModelJson.Default.NodeRowArray, context => NodesAsync(control, context.RequestAborted));
        Get(routes, "/meshnet/epoch", ModelJson.Default.EpochRow, async context =>
            Rows.Epoch(await control.AskAsync<EpochReport>(GetEpoch.Instance, context.RequestAborted).ConfigureAwait(false)));
        Get(routes, "/meshnet/networks", ModelJson.Default.NetworkRowArray, async context =>
            Rows.Networks(await control.ViewAsync(context.RequestAborted).ConfigureAwait(false)));
        Get(routes, "/meshnet/networks/{name}", ModelJson.Default.NetworkInspectionArray, async context =>
            Rows.Inspect(await control.ViewAsync(context.RequestAborted).ConfigureAwait(false), Name(context)));
        Get(routes, "/meshnet/endpoints", ModelJson.Default.EndpointRowArray, async context =>
            Rows.Endpoints(await control.ViewAsync(context.RequestAborted).ConfigureAwait(false)));
        Get(
            routes,
            "/meshnet/address-space",
            ModelJson.Default.BlockRowArray,
            async context =>
            {
                GetAddressSpace request = new(context.Request.Query["network"].ToString());
                return Rows.Blocks(await control.AskAsync<AddressSpaceReport>(request, context.RequestAborted).ConfigureAwait(false));
            },
            query: "network");
    }

    public static void MapWriting(IEndpointRouteBuilder routes, IMeshControl control)
    {
        Get(routes, "/meshnet/paths", ModelJson.Default.PathRowArray, async context =>
            Rows.Paths(await control.PathsAsync(context.RequestAborted).ConfigureAwait(false)));
        Get(routes, "/meshnet/token", ModelJson.Default.Answer, _ => Task.FromResult(new Answer(control.JoinLine())));
        Post(routes, "/meshnet/init", RequestJson.Default.InitRequest, (request, cancellation) => control.InitAsync(request.Advertise, cancellation));
        Post(routes, "/meshnet/join", RequestJson.Default.JoinCommand, control.JoinAsync);
        Post(routes, "/meshnet/nodes/remove", RequestJson.Default.RemoveNodes, control.RemoveNodesAsync);
        Post(routes, "/meshnet/networks", RequestJson.Default.NetworkRequest, (request, cancellation) => CreateAsync(control, request, cancellation));
        RequestDelegate leave = async context =>
            await WriteAsync(context, await LeaveAsync(control, context).ConfigureAwait(false), ModelJson.Default.Answer).ConfigureAwait(false);
        RequestDelegate remove = async context =>
            await WriteAsync(context, await RemoveAsync(control, context).ConfigureAwait(false), ModelJson.Default.Answer).ConfigureAwait(false);
        routes.MapPost("/meshnet/leave", leave);
        routes.MapDelete("/meshnet/networks/{name}", remove);
    }

    private static async Task<NodeRow[]> NodesAsync(IMeshControl control, CancellationToken cancellation)
    {
        Task<MembershipView> members = control.MembersAsync(cancellation);
        Task<MeshView> view = control.ViewAsync(cancellation);
        Task<EpochReport> epoch = control.AskAsync<EpochReport>(GetEpoch.Instance, cancellation);
        await Task.WhenAll(members, view, epoch).ConfigureAwait(false);
        return Rows.Nodes(await members.ConfigureAwait(false), await view.ConfigureAwait(false), await epoch.ConfigureAwait(false));
    }

    private static async Task<Answer> RemoveAsync(IMeshControl control, HttpContext context)
    {
        await control.AskAsync<Acknowledged>(new CloseNetwork(Name(context)), context.RequestAborted).ConfigureAwait(false);
        return new Answer(Name(context));
    }

    private static async Task<string> CreateAsync(IMeshControl control, NetworkRequest request, CancellationToken cancellation)
    {
        if (request.Labels.Concat(request.Options).FirstOrDefault(pair => pair.Value is null) is { Key: { } empty })
        {
            throw ControlException.BadRequest($"the value of '{empty}' is null: send a text");
        }

        CreateNetwork create = new(request.Name, request.Subnet, request.Internal, request.Labels, request.Options);
        return (await control.AskAsync<NetworkBound>(create, cancellation).ConfigureAwait(false)).Network.ToString();
    }

    private static async Task<Answer> LeaveAsync(IMeshControl control, HttpContext context)
    {
        if (context.Request.ContentLength > 0)
        {
            throw ControlException.BadRequest($"{context.Request.Path} takes no body");
        }

        return new Answer(await control.LeaveAsync(context.RequestAborted).ConfigureAwait(false));
    }

    private static string Name(HttpContext context) => (string?)context.GetRouteValue("name") ?? "";

    /// <param name="query">The one parameter that may follow the path.</param>
    private static void Get<T>(IEndpointRouteBuilder routes, string path, JsonTypeInfo<T> type, Func<HttpContext, Task<T>> work, string query = "")
    {
        RequestDelegate handler = async context =>
        {
            if (context.Request.Query.Keys.FirstOrDefault(key => key != query) is { } unknown)
            {
                throw ControlException.BadRequest($"{context.Request.Path} takes no parameter '{unknown}'");
            }

            await WriteAsync(context, await work(context).ConfigureAwait(false), type).ConfigureAwait(false);
        };
        routes.MapGet(path, handler);
    }

    private static void Post<T>(IEndpointRouteBuilder routes, string path, JsonTypeInfo<T> type, Func<T, CancellationToken, Task<string>> work)
        where T : class
    {
        RequestDelegate handler = async context =>
        {
            T body = await ReadAsync(context, type).ConfigureAwait(false);
            Answer answer = new(await work(body, context.RequestAborted).ConfigureAwait(false));
            await WriteAsync(context, answer, ModelJson.Default.Answer).ConfigureAwait(false);
        };
        routes.MapPost(path, handler);
    }

    private static Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type) =>
        context.Response.WriteAsJsonAsync(value, type, cancellationToken: context.RequestAborted);

    private static async Task<T> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        HttpRequest request = context.Request;
        if (!request.HasJsonContentType())
        {
            throw new ControlException(
                StatusCodes.Status415UnsupportedMediaType, $"{request.Path} takes a body of application/json, not '{request.ContentType}'");
        }

        try
        {
            return await JsonSerializer.DeserializeAsync(request.Body, type, context.RequestAborted).ConfigureAwait(false)
                ?? throw ControlException.BadRequest("the body is null: send a JSON object");
        }
        catch (JsonException error)
        {
            string what = error.Message.Replace($"{typeof(T).Namespace}.", "", StringComparison.Ordinal);
            throw ControlException.BadRequest($"the body is not the JSON that {request.Path} takes: {what}");
        }
    }
}
