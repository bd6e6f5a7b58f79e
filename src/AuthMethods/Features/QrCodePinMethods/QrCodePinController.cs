using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Methods.Policy;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.QrCodePinMethods;

/// <summary>QR code with PIN: one method, which has a standard code, at times a temporary one, and a PIN.</summary>
[Route(Routes.User + Routes.Authentication + Segment), Route(Routes.Me + Routes.Authentication + Segment)]
public sealed class QrCodePinController(QrCodePinStore store) : GraphController
{
    private const string Segment = "qrCodePinMethod";
    private const string Standard = "standardQRCode";
    private const string Temporary = "temporaryQRCode";

    /// <summary>Get qrCodePinAuthenticationMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/qrcodepinauthenticationmethod-get</remarks>
    [HttpGet, Requires(QrCodePinMethodKind.Read), Answers<QrCodePinMethod>]
    public async Task<IActionResult> Get(TargetUser user, GraphQuery query) => Entity(user.ContextOf(Segment), await FindAsync(user), query);

    /// <summary>Create qrCodePinAuthenticationMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authentication-put-qrcodepinmethod The only answer that shows the image and the PIN.</remarks>
    [HttpPut, Requires(QrCodePinMethodKind.Write, SelfService = SelfService.Write)]
    [Takes<QrCodePinMethod>(
        """{"standardQRCode":{"startDateTime":"2026-01-01T12:00:00Z","expireDateTime":"2026-12-19T12:00:00Z"},"pin":{"code":"09599786"}}""",
        IsPartial = true)]
    [Answers<QrCodePinMethod>(201), Answers(409)]
    public async Task<IActionResult> Create(TargetUser user, GraphBody body)
    {
        var sent = body.Of<QrCodePinMethod>(Version, mayBeEmpty: true);
        var rules = (await AllowedAsync(user)).Tenant.Of<QRCodePinConfiguration>();
        var pin = sent.Complex("pin")?.Text("code") ?? Pin.Generate(rules.PinLength);
        if (!Pin.IsValid(pin, rules.PinLength)) throw GraphErrors.PinInvalid(rules.PinLength);
        var method = Done(await store.AddAsync(user, QrCodeLifetime.Read(sent.Complex(Standard)), rules.StandardQRCodeLifetimeInDays, pin));
        return Created(user.ContextOf(Segment), method, user.LocationOf(Segment));
    }

    /// <summary>Delete qrCodePinAuthenticationMethod: codes and PIN</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/qrcodepinauthenticationmethod-delete</remarks>
    [HttpDelete, Requires(QrCodePinMethodKind.Write, SelfService = SelfService.Change), Answers(204)]
    public async Task<IActionResult> Delete(TargetUser user) => await store.DeleteAsync(user) ? NoContent() : throw GraphErrors.MethodNotFound();

    /// <summary>Get standardQRCode</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/qrcode-get</remarks>
    [HttpGet(Standard), Requires(QrCodePinMethodKind.Read), Answers<QrCode>]
    public async Task<IActionResult> GetStandard(TargetUser user, GraphQuery query) =>
        Entity($"{user.ContextOf(Segment)}/{Standard}", (await FindAsync(user)).StandardQRCode ?? throw GraphErrors.MethodNotFound(), query);

    /// <summary>Update standardQRCode: another end for it, or a new one where none is active</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/qrcode-update</remarks>
    [HttpPatch(Standard), Requires(QrCodePinMethodKind.Write, SelfService = SelfService.Write)]
    [Takes<QrCode>("""{"startDateTime":"2026-01-01T12:00:00Z","expireDateTime":"2026-12-19T12:00:00Z"}""", IsPartial = true),
        Answers<QrCode>, Answers<QrCode>(201)]
    public async Task<IActionResult> SetStandard(TargetUser user, GraphBody body, GraphQuery query)
    {
        var lifetime = QrCodeLifetime.Read(body.Of<QrCode>(Version, mayBeEmpty: true));
        var rules = (await AllowedAsync(user)).Tenant.Of<QRCodePinConfiguration>();
        var result = await store.SetStandardAsync(user, lifetime, rules.StandardQRCodeLifetimeInDays);
        var code = Done(result);
        return result.Outcome == QrOutcome.Created
            ? Created($"{user.ContextOf(Segment)}/{Standard}", code, $"{user.LocationOf(Segment)}/{Standard}")
            : Entity($"{user.ContextOf(Segment)}/{Standard}", code, query);
    }

    /// <summary>Delete standardQRCode</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/qrcode-delete</remarks>
    [HttpDelete(Standard), Requires(QrCodePinMethodKind.Write, SelfService = SelfService.Change), Answers(204)]
    public async Task<IActionResult> DeleteStandard(TargetUser user) =>
        await store.DeleteCodeAsync(user, isTemporary: false) ? NoContent() : throw GraphErrors.MethodNotFound();

    /// <summary>Get temporaryQRCode</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/qrcode-get</remarks>
    [HttpGet(Temporary), Requires(QrCodePinMethodKind.Read), Answers<QrCode>]
    public async Task<IActionResult> GetTemporary(TargetUser user, GraphQuery query) =>
        Entity($"{user.ContextOf(Segment)}/{Temporary}", (await FindAsync(user)).TemporaryQRCode ?? throw GraphErrors.MethodNotFound(), query);

    /// <summary>Update temporaryQRCode: a code for 1 to 12 hours</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/qrcode-update It cannot be changed afterwards, only deleted.</remarks>
    [HttpPatch(Temporary), Requires(QrCodePinMethodKind.Write, SelfService = SelfService.Write)]
    [Takes<QrCode>("""{"startDateTime":"2026-01-01T12:00:00Z","expireDateTime":"2026-01-01T20:00:00Z"}""", IsPartial = true), Answers<QrCode>(201)]
    public async Task<IActionResult> SetTemporary(TargetUser user, GraphBody body)
    {
        var lifetime = QrCodeLifetime.Read(body.Of<QrCode>(Version, mayBeEmpty: true));
        await AllowedAsync(user);
        return Created(
            $"{user.ContextOf(Segment)}/{Temporary}",
            Done(await store.SetTemporaryAsync(user, lifetime)),
            $"{user.LocationOf(Segment)}/{Temporary}");
    }

    /// <summary>Delete temporaryQRCode</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/qrcode-delete</remarks>
    [HttpDelete(Temporary), Requires(QrCodePinMethodKind.Write, SelfService = SelfService.Change), Answers(204)]
    public async Task<IActionResult> DeleteTemporary(TargetUser user) =>
        await store.DeleteCodeAsync(user, isTemporary: true) ? NoContent() : throw GraphErrors.MethodNotFound();

    /// <summary>Get qrPin</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/qrpin-get</remarks>
    [HttpGet("pin"), Requires(QrCodePinMethodKind.Read), Answers<QrPin>]
    public async Task<IActionResult> GetPin(TargetUser user, GraphQuery query) => Entity($"{user.ContextOf(Segment)}/pin", (await FindAsync(user)).Pin!, query);

    /// <summary>Update qrPin: a new temporary PIN</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/qrpin-update It is generated, whatever is sent.</remarks>
    [HttpPatch("pin"), Requires(QrCodePinMethodKind.Write, SelfService = SelfService.Write)]
    [Takes<QrPin>("""{"code":"09599786"}""", IsPartial = true), Answers<QrPin>(201)]
    public async Task<IActionResult> ResetPin(TargetUser user, GraphBody body)
    {
        body.Of<QrPin>(Version, mayBeEmpty: true);
        var rules = (await store.PolicyAsync(user)).Tenant.Of<QRCodePinConfiguration>();
        return Created(
            $"{user.ContextOf(Segment)}/pin",
            await store.ResetPinAsync(user, Pin.Generate(rules.PinLength)) ?? throw GraphErrors.MethodNotFound(),
            NoLocation);
    }

    /// <summary>qrPin: updatePin, by the user</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/qrpin-updatepin</remarks>
    [HttpPatch("pin/updatePin"), Requires(QrCodePinMethodKind.ChangePin, SelfService = SelfService.Write)]
    [Takes("""{"currentPin":"27182818","newPin":"56745755"}"""), Answers(204)]
    public async Task<IActionResult> ChangePin(TargetUser user, GraphBody body)
    {
        var sent = body.Parameters();
        var current = sent.Text("currentPin") ?? throw GraphErrors.InvalidMethodValue("currentPin");
        var next = sent.Text("newPin") ?? throw GraphErrors.InvalidMethodValue("newPin");
        await FindAsync(user);
        var rules = (await store.PolicyAsync(user)).Tenant.Of<QRCodePinConfiguration>();
        if (next == current || !Pin.IsValid(next, rules.PinLength)) throw GraphErrors.PinInvalid(rules.PinLength);
        return await store.ChangePinAsync(user, current, next) ? NoContent() : throw GraphErrors.WrongPin();
    }

    private async Task<QrCodePinMethod> FindAsync(TargetUser user) => await store.FindAsync(user) ?? throw GraphErrors.MethodNotFound();

    private async Task<UserPolicy> AllowedAsync(TargetUser user)
    {
        var policy = await store.PolicyAsync(user);
        policy.Demand(policy.Tenant.Of<QRCodePinConfiguration>());
        return policy;
    }

    private static T Done<T>((QrOutcome Outcome, T? Made) result) where T : class => result.Outcome switch
    {
        QrOutcome.Done or QrOutcome.Created => result.Made!,
        QrOutcome.NotFound => throw GraphErrors.MethodNotFound(),
        QrOutcome.Exists => throw GraphErrors.QrCodePinExists(),
        QrOutcome.LifetimeInvalid => throw GraphErrors.InvalidMethodValue("expireDateTime"),
        QrOutcome.StartIsFixed => throw GraphErrors.InvalidMethodValue("startDateTime"),
        QrOutcome.TemporaryExists => throw GraphErrors.TemporaryCodeExists(),
    };
}
