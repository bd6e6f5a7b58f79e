using AuthMethods.Wire.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AuthMethods.Wire;

public enum GraphVersion
{
    V1,
    Beta,
}

/// <summary>The state of one request to Graph's paths, from the first middleware to the last byte.</summary>
internal sealed class GraphRequest
{
    private GraphRequest(GraphVersion version, string requestId, string clientRequestId) =>
        (Version, RequestId, ClientRequestId) = (version, requestId, clientRequestId);

    public GraphVersion Version { get; }

    /// <summary>New for each request.</summary>
    public string RequestId { get; }

    /// <summary>The caller's <c>client-request-id</c>, or the request id if the caller sent none.</summary>
    public string ClientRequestId { get; }

    /// <summary>The user key is in parentheses, where a name that begins with <c>$</c> is allowed.</summary>
    public bool IsBracketed { get; internal set; }

    /// <summary>The texts of a function's arguments by parameter; null if the address has no parentheses after a function.</summary>
    public IReadOnlyDictionary<string, string>? Arguments { get; internal set; }

    /// <summary>The address ends in <c>/$count</c>: the response is the number of a collection's items.</summary>
    public bool IsCount { get; internal set; }

    /// <summary>The request is for the authentication-methods part of Graph, which has its own error codes.</summary>
    public bool IsAuthentication { get; internal set; }

    /// <summary>The call's cost, which responses about directory objects show; null for others.</summary>
    public int? ResourceUnits { get; internal set; }

    /// <summary>The request is for reports or audit logs, which also have their own error codes.</summary>
    public bool IsReport { get; internal set; }

    /// <summary>The calling application; set once the token is validated.</summary>
    internal CallingApplication Application { get; set; }

    /// <summary>The object id of the calling user or service principal; set once the token is validated.</summary>
    internal Guid? Caller { get; set; }

    /// <summary>The object id of the user that the address names; null until it is loaded, and if there is no such user.</summary>
    internal Guid? Target { get; set; }

    /// <summary>Why the request was refused; null unless it was.</summary>
    internal Refusal? Refusal { get; set; }

    /// <summary>The body, if it was read before the request used the database.</summary>
    internal Task<ReadOnlyMemory<byte>>? Body { get; set; }

    /// <summary>How much metadata the client asked for in <c>Accept</c>.</summary>
    public ODataMetadata Metadata { get; private init; }

    internal static GraphRequest Begin(HttpRequest request, GraphVersion version)
    {
        var id = Guid.NewGuid().ToString();
        var client = request.Headers["client-request-id"].ToString();
        var accept = request.Headers.Accept.ToString();
        return new(version, id, IsPrintable(client) ? client : id)
        {
            Metadata = !accept.Contains("odata.metadata", StringComparison.OrdinalIgnoreCase) ? ODataMetadata.Minimal
                : accept.Contains("odata.metadata=none", StringComparison.OrdinalIgnoreCase) ? ODataMetadata.None
                : accept.Contains("odata.metadata=full", StringComparison.OrdinalIgnoreCase) ? ODataMetadata.Full
                : ODataMetadata.Minimal,
        };
    }

    // It is returned in a header and written to the audit log, so only a short printable identifier is accepted.
    private static bool IsPrintable(string id) => id.Length is > 0 and <= 128 && id.All(c => c is > ' ' and <= '~');
}

/// <summary>The application that a token was issued to, and in which tenant.</summary>
/// <param name="IsAppOnly">It acts without a user.</param>
internal readonly record struct CallingApplication(Guid Id, Guid TenantId, bool IsAppOnly);

internal enum ODataMetadata
{
    Minimal,
    None,
    Full,
}

internal static class GraphRequestExtensions
{
    public static GraphRequest Graph(this HttpContext context) => context.Features.GetRequiredFeature<GraphRequest>();

    /// <summary>The root of links, as the client addressed it: <c>http://localhost:5080/v1.0</c>.</summary>
    public static string GraphRoot(this HttpContext context) => $"{context.Origin()}/{context.Graph().Version.Segment()}";

    /// <summary>The first segment of a version's paths.</summary>
    public static string Segment(this GraphVersion version) => version == GraphVersion.V1 ? "v1.0" : "beta";

    /// <summary>Scheme, host and port as the client addressed them, or as a trusted proxy reports them.</summary>
    public static string Origin(this HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host.ToUriComponent()}{context.Request.PathBase}";
}
