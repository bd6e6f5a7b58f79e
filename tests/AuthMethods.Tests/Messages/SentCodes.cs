using System.Text.Json.Nodes;
using AuthMethods.Credentials;
using AuthMethods.Messages;
using AuthMethods.Storage;
using AuthMethods.Tests.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tests.Messages;

/// <summary>One-time codes as a page of the server sends and takes them.</summary>
internal static class SentCodes
{
    public static readonly CodeRecipient Mobile = new(MessageChannel.Sms, "+1 2065555501", "3179e48a-750b-4051-897c-87b9720928f7");

    /// <summary>The use of a code by a user, known or not.</summary>
    public static async Task<CodeUse> UseOfAsync(this TestTenant tenant, string alias, string purpose = "signIn", string session = "s1")
    {
        var key = UserKey.Of(tenant.Name(alias));
        var id = await tenant.Server.QueryAsync(
            tenant.Id, db => db.Users.Where(u => u.UserPrincipalNameKey == key).Select(u => (Guid?)u.Id).FirstOrDefaultAsync());
        return new(purpose, id, tenant.Name(alias), session);
    }

    public static Task<bool> SendAsync(this TestTenant tenant, CodeUse use, CodeRecipient? to = null) =>
        tenant.WithCodesAsync((codes, trail) => codes.SendAsync(use, to ?? Mobile, trail));

    public static Task<Tried<SentCode>> EnterAsync(this TestTenant tenant, CodeUse use, string code) =>
        tenant.WithCodesAsync((codes, trail) => codes.UseAsync(use, code, trail));

    /// <summary>The newest message to a user; null if there is none.</summary>
    public static async Task<JsonNode?> NewestMessageAsync(this TestTenant tenant, string alias) =>
        (await (await tenant.AsAppAsync()).GetAnswerAsync($"/authmethods/users/{tenant.Name(alias)}/outbox")).Value.FirstOrDefault();

    /// <summary>Sends a code and reads it in the outbox.</summary>
    public static async Task<string> SendAndReadAsync(this TestTenant tenant, CodeUse use, CodeRecipient? to = null)
    {
        Assert.True(await tenant.SendAsync(use, to));
        return (string)(await tenant.NewestMessageAsync(use.UserPrincipalName.Split('@')[0]))!["code"]!;
    }

    private static async Task<T> WithCodesAsync<T>(this TestTenant tenant, Func<OneTimeCodes, AuditTrail, Task<T>> work)
    {
        await using var scope = tenant.Server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AuthDb>().TenantId = tenant.Id;
        var trail = AuditTrail.Server(tenant.Server.Clock) with { IpAddress = "203.0.113.9" };
        return await work(scope.ServiceProvider.GetRequiredService<OneTimeCodes>(), trail);
    }
}
