using System.Text.Json.Serialization;
using AuthMethods.Access;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.Journal;

/// <summary>A request, who made it, and how it was decided. Graph has no such thing.</summary>
[GraphType("journalEntry")]
[Example("""
    {"id":"5d1f2a3b-4c5d-4e6f-8a7b-9c0d1e2f3a4b","createdDateTime":"2026-01-15T09:30:00.123456Z","durationInMilliseconds":1.4,"method":"POST",
     "address":"/v1.0/users/kim@contoso.com/authentication/phoneMethods","template":"/users/{user}/authentication/phoneMethods","status":403,
     "clientRequestId":"3e8a7a1e-0a0f-4b1f-9d0c-1f0f6b8c2f11","appId":"22223333-cccc-4444-dddd-5555eeee6666","callerId":"00000000-0000-4000-8000-000000000007",
     "callerPrincipalName":"helpdesk.admin@contoso.com","isApplication":false,"targetId":null,"permission":"UserAuthMethod-Phone.ReadWrite.All",
     "reason":"RoleMissing: the caller holds none of the roles for this: Authentication Administrator, Global Administrator",
     "least":"UserAuthMethod-Phone.ReadWrite.All",
     "checks":[{"name":"permission","isPassed":true,"text":"The token has UserAuthMethod-Phone.ReadWrite.All."}]}
    """)]
public sealed class JournalEntry
{
    /// <summary>The <c>request-id</c> of the response.</summary>
    [JsonPropertyOrder(-1)]
    public required string Id { get; init; }

    /// <summary>When it was answered.</summary>
    public DateTimeOffset CreatedDateTime { get; init; }

    public double DurationInMilliseconds { get; init; }

    public required string Method { get; init; }

    /// <summary>Version, path and query. Values that can be a number or a secret are shown as <c>…</c>.</summary>
    public required string Address { get; init; }

    /// <summary>The route, without the version; null if none matched.</summary>
    public string? Template { get; init; }

    public int Status { get; init; }

    public required string ClientRequestId { get; init; }

    /// <summary>The calling application; null if the token was refused.</summary>
    public string? AppId { get; init; }

    /// <summary>The object id of the calling user or service principal.</summary>
    public string? CallerId { get; init; }

    public string? CallerPrincipalName { get; init; }

    /// <summary>The application acted without a user.</summary>
    public bool IsApplication { get; init; }

    /// <summary>The object id of the user that it acted on.</summary>
    public string? TargetId { get; init; }

    /// <summary>The permission of the token that let it in; null if none did, or if none is asked for.</summary>
    public string? Permission { get; init; }

    /// <summary>Why it was refused, as in <c>x-authmethods-reason</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>The least permission that would do, with a token of the same kind.</summary>
    public string? Least { get; init; }

    /// <summary>The checks in their order, up to the one that refused it.</summary>
    public IReadOnlyList<DecisionCheck> Checks { get; init; } = [];
}

/// <summary>The least permissions with which all kept requests would have been let in.</summary>
/// <param name="Delegated">For tokens of users.</param>
/// <param name="Application">For tokens of applications.</param>
/// <param name="DelegatedOnly">The requests that no application may make: method and template.</param>
[GraphType("leastPermissions")]
[Example("""{"delegated":["UserAuthMethod-Phone.ReadWrite.All"],"application":["UserAuthMethod-Phone.ReadWrite.All"],"delegatedOnly":[]}""")]
public sealed record LeastPermissions(IReadOnlyList<string> Delegated, IReadOnlyList<string> Application, IReadOnlyList<string> DelegatedOnly);
