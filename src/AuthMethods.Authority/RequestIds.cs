using AuthMethods.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Authority;

/// <summary>The ids of a request, the same in its answer and in the sign-in log.</summary>
/// <param name="Trace">New for each request, and ascending in time.</param>
/// <param name="Correlation">The client's <c>client-request-id</c>, or a new id.</param>
internal sealed record RequestIds(Guid Trace, Guid Correlation)
{
    public static RequestIds Of(HttpContext http)
    {
        if (http.Features.Get<RequestIds>() is { } known) return known;
        var correlation = GuidKey.TryParse(http.Request.Headers["client-request-id"], out var id)
            || GuidKey.TryParse(http.Request.Query["client-request-id"], out id)
            ? id
            : Guid.NewGuid();
        var ids = new RequestIds(Guid.CreateVersion7(http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()), correlation);
        http.Features.Set(ids);
        return ids;
    }

    /// <summary>Who sends the request, once a user has signed in.</summary>
    public static AuditTrail TrailOf(HttpContext http, Guid? applicationId, UserRow user) => TrailOf(http, applicationId) with
    {
        UserId = user.Id, UserPrincipalName = user.UserPrincipalName, DisplayName = user.DisplayName,
    };

    /// <summary>Who sends the request, as far as it is known before anybody has signed in.</summary>
    public static AuditTrail TrailOf(HttpContext http, Guid? applicationId = null)
    {
        var userAgent = StorableText.Of(http.Request.Headers.UserAgent.ToString());
        return new(
            http.RequestServices.GetRequiredService<TimeProvider>().Now(), Of(http).Correlation.ToString(), UserId: null, UserPrincipalName: null,
            applicationId, http.Connection.RemoteIpAddress?.ToString())
        {
            UserAgent = userAgent.Length > 0 ? userAgent : null,
        };
    }
}
