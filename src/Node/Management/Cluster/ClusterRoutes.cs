using System.Text.Json.Serialization.Metadata;
using MeshNet.Node.Management.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MeshNet.Node.Management.Cluster;

/// <summary>
/// The part of Akka Management's HTTP API that reads, in its very shape, so that what watches an Akka cluster can watch a mesh. Without
/// <see cref="ClusterCommands"/> other methods are answered with 405, as by default in Akka.
/// </summary>
public static class ClusterRoutes
{
    /// <summary>The rest of the path is the address: as it is, with its two slashes, or escaped.</summary>
    internal const string MemberPath = "/cluster/members/{**address}";

    internal const string PlainText = "text/plain; charset=utf-8";

    private const string Ready = "ready";

    public static void Map(IEndpointRouteBuilder routes, IMeshControl control)
    {
        RequestDelegate members = context => MembersAsync(context, control);
        RequestDelegate member = context => MemberAsync(context, control);
        RequestDelegate ready = context => ReadyAsync(context, control);
        RequestDelegate alive = _ => Task.CompletedTask;
        routes.MapGet("/cluster/members", members);
        routes.MapGet(MemberPath, member);
        routes.MapGet("/ready", ready);
        routes.MapGet("/health", ready);
        routes.MapGet("/alive", alive);
    }

    private static async Task MembersAsync(HttpContext context, IMeshControl control)
    {
        MembershipView view = await control.MembersAsync(context.RequestAborted).ConfigureAwait(false);
        await WriteAsync(context, ClusterView.Members(view), ClusterJson.Default.ClusterMembers).ConfigureAwait(false);
    }

    private static async Task MemberAsync(HttpContext context, IMeshControl control)
    {
        MembershipView view = await control.MembersAsync(context.RequestAborted).ConfigureAwait(false);
        await WriteAsync(context, ClusterView.Show(Meant(context, view)), ClusterJson.Default.ClusterMember).ConfigureAwait(false);
    }

    /// <summary>Those who call a health check read a status and a line of text.</summary>
    internal static bool IsHealthCheck(PathString path) => path.Value is "/ready" or "/health" or "/alive";

    /// <summary>The member that the request's path names.</summary>
    internal static Member Meant(HttpContext context, MembershipView view)
    {
        string address = Uri.UnescapeDataString((string?)context.GetRouteValue("address") ?? "");
        return ClusterView.Find(view, address) ?? throw ControlException.NotFound($"Member [{address}] not found");
    }

    /// <summary>Ready is who may be sent work: in a mesh, and not in quarantine.</summary>
    private static async Task ReadyAsync(HttpContext context, IMeshControl control)
    {
        StatusReport status = await control.StatusAsync(context.RequestAborted).ConfigureAwait(false);
        if (status.State != Ready)
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            context.Response.ContentType = PlainText;
            await context.Response.WriteAsync($"Not Healthy: this node is {status.State}", context.RequestAborted).ConfigureAwait(false);
        }
    }

    internal static Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type) =>
        context.Response.WriteAsJsonAsync(value, type, cancellationToken: context.RequestAborted);
}
