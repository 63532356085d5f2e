using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MeshNet.Messages;
using MeshNet.Node.Management.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MeshNet.Node.Management;

/// <summary>MeshNet's own routes, below /meshnet. Those that change something are mapped only where writing is allowed.</summary>
public static class ManagementRoutes
{
    private const int BodyBytesMax = 1024 * 1024;

    public static void MapReading(IEndpointRouteBuilder routes, IMeshControl control)
    {
        Get(routes, "/meshnet/status", ModelJson.Default.StatusReport, context => control.StatusAsync(context.RequestAborted));
        Get(routes, "/meshnet/nodes", ModelJson.Default.NodeRowArray, async context => Rows.Nodes(
            await control.MembersAsync(context.RequestAborted).ConfigureAwait(false),
            await control.ViewAsync(context.RequestAborted).ConfigureAwait(false),
            await control.AskAsync<EpochReport>(GetEpoch.Instance, context.RequestAborted).ConfigureAwait(false)));
        Get(routes, "/meshnet/epoch", ModelJson.Default.EpochRow, async context =>
            Rows.Epoch(await control.AskAsync<EpochReport>(GetEpoch.Instance, context.RequestAborted).ConfigureAwait(false)));
        Get(routes, "/meshnet/networks", ModelJson.Default.NetworkRowArray, async context =>
            Rows.Networks(await control.ViewAsync(context.RequestAborted).ConfigureAwait(false)));
        Get(routes, "/meshnet/networks/{name}", ModelJson.Default.NetworkInspectionArray, async context =>
            Rows.Inspect(await control.ViewAsync(context.RequestAborted).ConfigureAwait(false), Name(context)));
        Get(routes, "/meshnet/endpoints", ModelJson.Default.EndpointRowArray, async context =>
            Rows.Endpoints(await control.ViewAsync(context.RequestAborted).ConfigureAwait(false)));
        Get(routes, "/meshnet/address-space", ModelJson.Default.BlockRowArray, async context =>
        {
            GetAddressSpace request = new(context.Request.Query["network"].ToString());
            return Rows.Blocks(await control.AskAsync<AddressSpaceReport>(request, context.RequestAborted).ConfigureAwait(false));
        });
    }

    public static void MapWriting(IEndpointRouteBuilder routes, IMeshControl control)
    {
        Get(routes, "/meshnet/paths", ModelJson.Default.PathRowArray, async context =>
            Rows.Paths(await control.PathsAsync(context.RequestAborted).ConfigureAwait(false)));
        Get(routes, "/meshnet/token", ModelJson.Default.Answer, _ => Task.FromResult(new Answer(control.JoinLine())));
        Post(routes, "/meshnet/init", ModelJson.Default.InitRequest, (request, cancellation) => control.InitAsync(request.Advertise, cancellation));
        Post(routes, "/meshnet/join", ModelJson.Default.JoinCommand, control.JoinAsync);
        Post(routes, "/meshnet/leave", ModelJson.Default.Answer, (_, cancellation) => control.LeaveAsync(cancellation));
        Post(routes, "/meshnet/nodes/remove", ModelJson.Default.RemovalCommand, control.RemoveNodesAsync);
        Post(routes, "/meshnet/networks", ModelJson.Default.NetworkRequest, async (request, cancellation) =>
        {
            CreateNetwork create = new(request.Name, request.Subnet, request.Internal, request.Labels, request.Options);
            NetworkBound bound = await control.AskAsync<NetworkBound>(create, cancellation).ConfigureAwait(false);
            return bound.Network.ToString();
        });
        RequestDelegate remove = context => AnswerAsync(context, ModelJson.Default.Answer, () => RemoveAsync(control, context));
        routes.MapDelete("/meshnet/networks/{name}", remove);
    }

    /// <summary>Writes what <paramref name="work"/> gives, or the failure it ends in, as JSON with a status that says which.</summary>
    public static async Task AnswerAsync<T>(HttpContext context, JsonTypeInfo<T> type, Func<Task<T>> work)
    {
        try
        {
            T value = await work().ConfigureAwait(false);
            await context.Response.WriteAsJsonAsync(value, type, cancellationToken: context.RequestAborted).ConfigureAwait(false);
        }
        catch (ControlException error)
        {
            context.Response.StatusCode = error.Status;
            await context.Response.WriteAsJsonAsync(new Failure(error.Message), ModelJson.Default.Failure, cancellationToken: context.RequestAborted).ConfigureAwait(false);
        }
    }

    private static async Task<Answer> RemoveAsync(IMeshControl control, HttpContext context)
    {
        await control.AskAsync<Acknowledged>(new CloseNetwork(Name(context)), context.RequestAborted).ConfigureAwait(false);
        return new Answer(Name(context));
    }

    private static string Name(HttpContext context) => (string?)context.GetRouteValue("name") ?? "";

    private static void Get<T>(IEndpointRouteBuilder routes, string path, JsonTypeInfo<T> type, Func<HttpContext, Task<T>> work)
    {
        RequestDelegate handler = context => AnswerAsync(context, type, () => work(context));
        routes.MapGet(path, handler);
    }

    private static void Post<T>(IEndpointRouteBuilder routes, string path, JsonTypeInfo<T> type, Func<T, CancellationToken, Task<string>> work)
        where T : class
    {
        RequestDelegate handler = context => AnswerAsync(context, ModelJson.Default.Answer, async () =>
        {
            T body = await ReadAsync(context, type).ConfigureAwait(false);
            return new Answer(await work(body, context.RequestAborted).ConfigureAwait(false));
        });
        routes.MapPost(path, handler);
    }

    private static async Task<T> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        if (context.Request.ContentLength > BodyBytesMax)
        {
            throw ControlException.BadRequest($"the body is larger than {BodyBytesMax} bytes");
        }

        try
        {
            return await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted).ConfigureAwait(false)
                ?? throw ControlException.BadRequest("the body is null: an object is wanted");
        }
        catch (JsonException error)
        {
            throw ControlException.BadRequest($"the body is not the JSON that {context.Request.Path} takes: {error.Message}");
        }
    }
}
