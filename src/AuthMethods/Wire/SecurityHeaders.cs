using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace AuthMethods.Wire;

/// <summary>The headers of every response of the server that tell browsers what not to do with it.</summary>
internal static class SecurityHeaders
{
    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues NoReferrer = "no-referrer";

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        Write(context.Response.Headers);
        return next(context);
    });

    /// <summary>Called again by code that clears a response.</summary>
    public static void Write(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = NoSniff;
        headers["Referrer-Policy"] = NoReferrer;
    }
}
