using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MeshNet.Node.Management.Cluster;

/// <summary>
/// The part of Akka Management's HTTP API that changes the cluster: Leave, of the node that is asked, and Down, which removes a node for
/// good as <c>meshnet node rm</c> does. Akka leaves it open to anyone who can reach it; here a request must carry the token.
/// </summary>
public static class ClusterCommands
{
    private const string Scheme = "Bearer ";
    private const string Down = "Down";
    private const string Leave = "Leave";

    public static void Map(IEndpointRouteBuilder routes, IMeshControl control, string token)
    {
        RequestDelegate put = context => CommandAsync(context, control, token, () => OperationAsync(context));
        RequestDelegate delete = context => CommandAsync(context, control, token, () => Task.FromResult(Leave));
        routes.MapPut(ClusterRoutes.MemberPath, put);
        routes.MapDelete(ClusterRoutes.MemberPath, delete);
    }

    private static async Task CommandAsync(HttpContext context, IMeshControl control, string token, Func<Task<string>> readOperation)
    {
        if (!IsAllowed(context, token))
        {
            context.Response.Headers.WWWAuthenticate = Scheme.TrimEnd();
            throw new ControlException(
                (int)HttpStatusCode.Unauthorized, "a request that changes the cluster needs meshnet.management.token: send it as 'Authorization: Bearer …'");
        }

        string operation = await readOperation().ConfigureAwait(false);
        MembershipView view = await control.MembersAsync(context.RequestAborted).ConfigureAwait(false);
        Member member = ClusterRoutes.Meant(context, view);
        await ExecuteAsync(control, view, member, operation, context.RequestAborted).ConfigureAwait(false);
        await ClusterRoutes.WriteAsync(
            context,
            new ClusterMessage($"{(operation == Down ? "Downing" : "Leaving")} {ClusterView.Address(member)}"),
            ClusterJson.Default.ClusterMessage).ConfigureAwait(false);
    }

    private static bool IsAllowed(HttpContext context, string token)
    {
        string given = context.Request.Headers.Authorization.ToString();
        return given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given[Scheme.Length..]), Encoding.UTF8.GetBytes(token));
    }

    private static async Task<string> OperationAsync(HttpContext context)
    {
        string operation = context.Request.HasFormContentType ? await FieldAsync(context).ConfigureAwait(false) : "";
        return new[] { Down, Leave }.FirstOrDefault(known => known.Equals(operation, StringComparison.OrdinalIgnoreCase))
            ?? throw ControlException.BadRequest("Operation not supported");
    }

    private static async Task<string> FieldAsync(HttpContext context)
    {
        try
        {
            return (await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false))["operation"].ToString();
        }
        catch (InvalidDataException error)
        {
            throw ControlException.BadRequest($"the form cannot be read: {error.Message}");
        }
    }

    private static Task<string> ExecuteAsync(IMeshControl control, MembershipView view, Member member, string operation, CancellationToken cancellation) =>
        operation == Down ? control.RemoveNodesAsync(new([member.Id.ToString()], AssertOff: false), cancellation)
        : member.Id == view.Self ? control.LeaveAsync(cancellation)
        : throw ControlException.Conflict(
            $"only {member.Name} itself can leave: send the request to it, or run 'meshnet leave' there. Down removes a host that is gone for good");
}
