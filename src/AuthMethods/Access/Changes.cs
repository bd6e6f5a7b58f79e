using AuthMethods.Storage;
using AuthMethods.Wire;
using Microsoft.AspNetCore.Http;

namespace AuthMethods.Access;

/// <summary>Changes made by the caller of this request.</summary>
public sealed class Changes(Writer writer, Caller caller, IHttpContextAccessor http, TimeProvider time)
{
    /// <summary>As <see cref="Writer.RunAsync"/>, in the caller's tenant and with the caller in the audit log.</summary>
    public Task<T> ApplyAsync<T>(Func<AuthDb, DateTimeOffset, Task<T>> change)
    {
        var context = http.HttpContext!;
        var token = caller.Token;
        var trail = new AuditTrail(
            time.Now(), context.Graph().ClientRequestId, token.IsAppOnly ? null : token.ObjectId, caller.UserPrincipalName, token.AppId,
            context.Connection.RemoteIpAddress?.ToString())
        {
            DisplayName = caller.DisplayName,
            UserAgent = Storable(context.Request.Headers.UserAgent.ToString()),
        };
        return writer.RunAsync(token.TenantId, trail, db => change(db, trail.At), context.RequestAborted);
    }

    /// <summary>The same for a change that has nothing to say.</summary>
    public Task ApplyAsync(Func<AuthDb, DateTimeOffset, Task> change) => ApplyAsync(async (db, now) =>
    {
        await change(db, now);
        return true;
    });

    private static string? Storable(string userAgent) =>
        userAgent.Length is 0 or > 256 || userAgent.Any(char.IsControl) ? null : userAgent;
}
