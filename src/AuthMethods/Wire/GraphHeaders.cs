using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Wire;

/// <summary>The headers of every response under Graph's paths.</summary>
internal static class GraphHeaders
{
    /// <summary>The real service names its data center here; clients only log it.</summary>
    private const string Diagnostic = """{"ServerInfo":{"DataCenter":"Self-hosted","Slice":"E","Ring":"1","ScaleUnit":"001","RoleInstance":"AUTHMETHODS"}}""";

    public static void Write(HttpContext context)
    {
        var graph = context.Graph();
        var headers = context.Response.Headers;
        headers.CacheControl = "no-cache";
        if (!IsLoopback(context.Request.Host.Host)) headers.StrictTransportSecurity = "max-age=31536000";
        headers.Vary = "Accept-Encoding";
        headers["request-id"] = graph.RequestId;
        headers["client-request-id"] = graph.ClientRequestId;
        headers["x-ms-ags-diagnostic"] = Diagnostic;
        if (graph.ResourceUnits is { } units) headers["x-ms-resource-unit"] = units.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>On a loopback name, a browser would apply HSTS to every server on the machine for a year.</summary>
    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || host.StartsWith("127.", StringComparison.Ordinal) || host == "[::1]";
}
