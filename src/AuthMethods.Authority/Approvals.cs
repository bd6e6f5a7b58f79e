using System.Text.Json.Nodes;
using AuthMethods.Methods.Approvals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Authority;

/// <summary>Where a page that waits for a request on the user's phone asks whether it was answered, and learns nothing else.</summary>
internal static class Approvals
{
    public static void MapApprovals(this IEndpointRouteBuilder routes) => routes.MapGet("/{tenant}/oauth2/approvals/{id:guid}", IsAnswered);

    public static string PathOf(Guid tenant, Guid id) => $"/{tenant}/oauth2/approvals/{id}";

    private static Task IsAnswered(HttpContext http) => AuthorityRoutes.AnswerAsync(http, async () =>
    {
        var (segment, id) = ((string)http.GetRouteValue("tenant")!, Guid.Parse((string)http.GetRouteValue("id")!));
        var store = http.RequestServices.GetRequiredService<AuthorityStore>();
        store.Enter(await store.FindTenantAsync(segment) ?? throw AuthorityErrors.UnknownTenant(segment));
        return new JsonObject { ["isAnswered"] = await http.RequestServices.GetRequiredService<ApprovalRequests>().IsAnsweredAsync(id) };
    });
}
