using AuthMethods.Authority.Pages;
using AuthMethods.Features.Outbox;
using AuthMethods.Seed;
using AuthMethods.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Authority;

/// <summary>
/// The outbox as a page: the newest messages of a tenant or of one user, without a token. It is mapped in Development only, where the passwords of
/// the sample users are known too.
/// </summary>
internal static class OutboxPages
{
    private const string Path = "/outbox";
    private const string Title = "Outbox";
    private const int Shown = 50;

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(30);

    public static void MapOutbox(this IEndpointRouteBuilder routes) => routes.MapGet(Path, ShowAsync);

    private static Task ShowAsync(HttpContext http) => Page.WriteAsync(http, async () =>
    {
        Page.AllowForms(http, "'self'");
        var (directory, query) = (http.RequestServices.GetRequiredService<AuthorityStore>(), http.Request.Query);
        var (name, after) = (query["user"].ToString().Trim(), query["after"].ToString());
        var domain = query["tenant"] is [{ Length: > 0 } named, ..] ? named
            : name.Contains('@', StringComparison.Ordinal) ? name.Split('@')[^1]
            : SampleTenant.Domain;
        if (await directory.FindTenantAsync(domain) is not { } tenant) return await PageAsync(http, domain, name, [], $"There is no tenant {domain}.");
        directory.Enter(tenant);
        var user = name.Length == 0 ? null : await directory.FindUserAsync(name);
        if (name.Length > 0 && user is null) return await PageAsync(http, domain, name, [], $"There is no user {name}.");
        var store = http.RequestServices.GetRequiredService<OutboxStore>();
        if (query.ContainsKey("after"))
        {
            var now = http.RequestServices.GetRequiredService<TimeProvider>().Now();
            await store.NextAsync(user?.Id, GuidKey.TryParse(after, out var id) ? id : null, now, Wait, http.RequestAborted);
        }

        return await PageAsync(http, domain, name, await store.NewestAsync(tenant, user?.Id, Shown), problem: null);
    });

    private static async Task<string> PageAsync(HttpContext http, string domain, string name, IReadOnlyList<OutboxMessage> messages, string? problem)
    {
        var address = http.Request.PathBase + Path;
        return Page.Document(Title, await Html.RenderAsync<OutboxPage>(http, new()
        {
            ["Action"] = address,
            ["Tenant"] = domain,
            ["Name"] = name,
            ["Problem"] = problem,
            ["Messages"] = messages,
            ["WaitAddress"] = QueryHelpers.AddQueryString(address, new Dictionary<string, string?>
            {
                ["tenant"] = domain, ["user"] = name, ["after"] = messages is [var newest, ..] ? newest.Id : "",
            }),
        }));
    }
}
