using AuthMethods.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Authority.Flow;

/// <summary>A sign-in for a device, with the code that it shows. The user always confirms it, because somebody else may have sent the code.</summary>
internal sealed class DeviceSignIn(HttpContext http, DeviceCode device) : SignInRequest(http)
{
    public override string Tenant => device.Request.Tenant;

    public override string ClientId => device.Request.ApplicationId.ToString();

    public override SignInProtocol Protocol => SignInProtocol.DeviceCode;

    public override string Place => $"{Action} {device.UserCode}";

    public override string Action => SignInPages.DevicePath;

    public override string FormTargets => "";

    public override string Scope => device.Request.Scope;

    public override IReadOnlyList<(string Name, string Value)> Hidden => [("user_code", device.UserCode)];

    public override SignInPrompt Prompt => SignInPrompt.SelectAccount;

    private PendingGrants Pending => Http.RequestServices.GetRequiredService<PendingGrants>();

    public override Task<SignInNotice> NoticeAsync()
    {
        var place = device.Request.TenantName is null ? "" : $" of {Page.Encoded(device.Request.TenantName)}";
        return Task.FromResult(new SignInNotice(
            $"""
            <p>You are about to sign in to <strong>{Page.Encoded(device.Request.ApplicationName)}</strong>{place} on another device.
            Continue only if you started this yourself, on a device that shows the code {Page.Encoded(device.UserCode)}.</p>
            """,
            $" to {device.Request.ApplicationName}"));
    }

    public override Task<Client> EnterAsync(string userName, bool isSignedIn) => Http.RequestServices.GetRequiredService<TokenEndpoint>()
        .ClientOfPageAsync(Http, Tenant, userName, ClientId, isSignedIn ? device.Request.Scope : "openid");

    public override async Task<string?> FinishAsync(SignedIn by, Client client)
    {
        if (!await Pending.ApproveAsync(device, by)) throw AuthorityErrors.DeviceCodeUnknown();
        return Page.Document(
            "Signed in", $"<p>You have signed in to {Page.Encoded(client.Principal.DisplayName)} on your device. You can close this page.</p>");
    }

    public override async Task<string?> RefuseAsync(AuthorityException reason)
    {
        await Pending.DeclineAsync(device);
        return Page.Document("Sign-in declined", "<p>The device was notified. You can close this page.</p>");
    }
}
