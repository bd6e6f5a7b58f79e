using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AuthMethods.Testing;

/// <summary>The latest requests that a tenant got: who called what, and why it was answered so.</summary>
public sealed class TestJournal
{
    private readonly TestTenant _tenant;

    internal TestJournal(TestTenant tenant) => _tenant = tenant;

    /// <summary>The requests, oldest first.</summary>
    public IReadOnlyList<TestRequest> Requests()
    {
        var requests = new List<TestRequest>();
        for (var page = _tenant.Control(HttpMethod.Get, "journal"); ; page = _tenant.ControlNext(page!))
        {
            requests.AddRange(page!["value"]!.AsArray().Select(TestRequest.From!));
            if (page["@odata.nextLink"] is null) return requests;
        }
    }

    /// <summary>Throws unless the tenant got a request so often: <c>Received(1, "POST /users/*/authentication/phoneMethods")</c>.</summary>
    /// <param name="count">How often.</param>
    /// <param name="request">Method and path without the version. <c>*</c> is one segment, and <c>**</c> at the end any number.</param>
    /// <exception cref="InvalidOperationException">The tenant got it less or more often. The message lists what it got.</exception>
    public void Received(int count, string request)
    {
        var all = Requests();
        var pattern = PatternOf(request);
        var found = all.Count(r => pattern.IsMatch($"{r.Method} {r.Path}"));
        if (found == count) return;
        var list = string.Join('\n', all.Select(r => $"{r.Method} {r.Path} {r.Status}"));
        throw new InvalidOperationException($"{request} was received {found} times instead of {count}. The requests were:\n{list}");
    }

    /// <summary>The latest request, or the latest that was answered with a status.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public TestRequest Last(int? status = null) => Requests().LastOrDefault(r => status is null || r.Status == status)
        ?? throw new InvalidOperationException(status is null ? "No request was received." : $"No request was answered with {status}.");

    /// <summary>The least permissions of a user's token with which all requests would have been let in.</summary>
    public string[] LeastPermissions() => Least("delegated");

    /// <summary>The same of an application's token.</summary>
    public string[] LeastApplicationPermissions() => Least("application");

    /// <summary>Forgets the requests.</summary>
    public void Clear() => _tenant.Control(HttpMethod.Delete, "journal");

    private string[] Least(string kind) =>
        [.. _tenant.Control(HttpMethod.Get, "journal/permissions")![kind]!.AsArray().Select(permission => (string)permission!)];

    private static Regex PatternOf(string request) => new(
        $"^{Regex.Escape(request).Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", "[^/]+", StringComparison.Ordinal)}$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}

/// <summary>A request to a tenant.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Address">Version, path and query; what can be a number or a secret is <c>…</c>.</param>
/// <param name="Template">The route without the version; null if none matched.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Caller">The principal name of the calling user.</param>
/// <param name="Permission">The permission that let it in.</param>
/// <param name="Least">The least permission that would do.</param>
/// <param name="Reason">Why it was refused.</param>
public sealed record TestRequest(
    string Method, string Address, string? Template, int Status, string? Caller, string? Permission, string? Least, string? Reason)
{
    /// <summary>The path without the version and the query.</summary>
    public string Path
    {
        get
        {
            var path = Address.Split('?')[0];
            return path.StartsWith("/v1.0/", StringComparison.Ordinal) || path.StartsWith("/beta/", StringComparison.Ordinal) ? path[5..] : path;
        }
    }

    internal static TestRequest From(JsonNode entry) => new(
        (string)entry["method"]!, (string)entry["address"]!, (string?)entry["template"], (int)entry["status"]!, (string?)entry["callerPrincipalName"],
        (string?)entry["permission"], (string?)entry["least"], (string?)entry["reason"]);
}
