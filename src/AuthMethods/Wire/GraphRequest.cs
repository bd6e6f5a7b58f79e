using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AuthMethods.Wire;

public enum GraphVersion
{
    V1,
    Beta,
}

/// <summary>What one request to Graph's paths carries from the first middleware to the last byte.</summary>
internal sealed class GraphRequest
{
    private GraphRequest(GraphVersion version, string requestId, string clientRequestId) =>
        (Version, RequestId, ClientRequestId) = (version, requestId, clientRequestId);

    public GraphVersion Version { get; }

    /// <summary>New for each request.</summary>
    public string RequestId { get; }

    /// <summary>The caller's <c>client-request-id</c>, or the request id when there is none.</summary>
    public string ClientRequestId { get; }

    /// <summary>A user key stood in brackets, where even a name that begins with <c>$</c> is allowed.</summary>
    public bool IsBracketed { get; internal set; }

    /// <summary>The authentication-methods part of Graph, which has error codes of its own.</summary>
    public bool IsAuthentication { get; internal set; }

    /// <summary>What the call costs, which answers about directory objects say; null for others.</summary>
    public int? ResourceUnits { get; internal set; }

    /// <summary>Reports and audit logs, which have others.</summary>
    public bool IsReport { get; internal set; }

    /// <summary>Who calls, once the token was checked.</summary>
    internal CallingApplication Application { get; set; }

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

    // It goes back in a header and into the audit log, so it is taken only as what it should be: a short identifier.
    private static bool IsPrintable(string id) => id.Length is > 0 and <= 128 && id.All(c => c is > ' ' and <= '~');
}

/// <summary>The application that a token was issued to, and in which tenant.</summary>
/// <param name="IsAlone">It acts in its own name, without a user.</param>
internal readonly record struct CallingApplication(Guid Id, Guid TenantId, bool IsAlone);

internal enum ODataMetadata
{
    Minimal,
    None,
    Full,
}

internal static class GraphRequestExtensions
{
    public static GraphRequest Graph(this HttpContext context) => context.Features.GetRequiredFeature<GraphRequest>();

    /// <summary>The root that links are built on, as the client addressed it: <c>http://localhost:5080/v1.0</c>.</summary>
    public static string GraphRoot(this HttpContext context) => $"{context.Origin()}/{context.Graph().Version.Segment()}";

    /// <summary>The first segment of a version's paths.</summary>
    public static string Segment(this GraphVersion version) => version == GraphVersion.V1 ? "v1.0" : "beta";

    /// <summary>Scheme, host and port, as the client addressed them or as a trusted proxy says it did.</summary>
    public static string Origin(this HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host.ToUriComponent()}{context.Request.PathBase}";
}
