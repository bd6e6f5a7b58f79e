using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.QrCodePinMethods;

/// <summary>QR code with PIN: one method with a standard code, a PIN and, if needed, a temporary code.</summary>
[Route(Routes.User + Routes.Authentication + Segment), Route(Routes.Me + Routes.Authentication + Segment)]
internal sealed class QrCodePinController(QrCodePinStore store) : GraphController
{
    private const string Segment = "qrCodePinMethod";
    private const string Standard = "standardQRCode";
    private const string Temporary = "temporaryQRCode";

    /// <summary>Get qrCodePinAuthenticationMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/qrcodepinauthenticationmethod-get</remarks>
    [HttpGet, Requires(QrCodePinMethodKind.Read), Answers<QrCodePinMethod>]
    public async Task<IActionResult> Get(TargetUser user, GraphQuery query) => Entity(user.ContextOf(Segment), await FindAsync(user), query);

    /// <summary>Create qrCodePinAuthenticationMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authentication-put-qrcodepinmethod Only this response shows the image and the PIN.</remarks>
    [HttpPut, Requires(QrCodePinMethodKind.Write, SelfService = SelfService.Write)]
    [Takes<QrCodePinMethod>(
        """{"standardQRCode":{"startDateTime":"2026-01-01T12:00:00Z","expireDateTime":"2026-12-19T12:00:00Z"},"pin":{"code":"09599786"}}""",
        IsPartial = true)]
    [Answers<QrCodePinMethod>(201)]
    [Answers(409, Errors = typeof(QrCodePinErrors), Error = nameof(QrCodePinErrors.QrCodePinExists), When = "The user has one already")]
    public async Task<IActionResult> Create(TargetUser user, GraphBody body)
    {
        var sent = body.Of<QrCodePinMethod>(Version, mayBeEmpty: true);
        var added = await store.AddAsync(user, QrCodeLifetime.Read(sent.Complex(Standard)), sent.Complex("pin")?.Text("code"));
        return Created(user.ContextOf(Segment), added.OrThrow(), user.LocationOf(Segment));
    }

    /// <summary>Delete qrCodePinAuthenticationMethod: codes and PIN</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/qrcodepinauthenticationmethod-delete</remarks>
    [HttpDelete, Requires(QrCodePinMethodKind.Write, SelfService = SelfService.Change), Answers(204)]
    public async Task<IActionResult> Delete(TargetUser user) => Done(await store.DeleteAsync(user));

    /// <summary>Get standardQRCode</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/qrcode-get</remarks>
    [HttpGet(Standard), Requires(QrCodePinMethodKind.Read), Answers<QrCode>]
    public async Task<IActionResult> GetStandard(TargetUser user, GraphQuery query) =>
        Entity($"{user.ContextOf(Segment)}/{Standard}", (await FindAsync(user)).StandardQRCode ?? throw GraphErrors.MethodNotFound(), query);

    /// <summary>Update standardQRCode: changes its expiry, or creates one if none is active</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/qrcode-update</remarks>
    [HttpPatch(Standard), Requires(QrCodePinMethodKind.Write, SelfService = SelfService.Write)]
    [Takes<QrCode>("""{"startDateTime":"2026-01-01T12:00:00Z","expireDateTime":"2026-12-19T12:00:00Z"}""", IsPartial = true),
        Answers<QrCode>, Answers<QrCode>(201)]
    public async Task<IActionResult> SetStandard(TargetUser user, GraphBody body, GraphQuery query)
    {
        var lifetime = QrCodeLifetime.Read(body.Of<QrCode>(Version, mayBeEmpty: true));
        var (code, isNew) = (await store.SetStandardAsync(user, lifetime)).OrThrow();
        return isNew
            ? Created($"{user.ContextOf(Segment)}/{Standard}", code, $"{user.LocationOf(Segment)}/{Standard}")
            : Entity($"{user.ContextOf(Segment)}/{Standard}", code, query);
    }

    /// <summary>Delete standardQRCode</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/qrcode-delete</remarks>
    [HttpDelete(Standard), Requires(QrCodePinMethodKind.Write, SelfService = SelfService.Change), Answers(204)]
    public async Task<IActionResult> DeleteStandard(TargetUser user) => Done(await store.DeleteCodeAsync(user, isTemporary: false));

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
        var code = (await store.SetTemporaryAsync(user, lifetime)).OrThrow();
        return Created($"{user.ContextOf(Segment)}/{Temporary}", code, $"{user.LocationOf(Segment)}/{Temporary}");
    }

    /// <summary>Delete temporaryQRCode</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/qrcode-delete</remarks>
    [HttpDelete(Temporary), Requires(QrCodePinMethodKind.Write, SelfService = SelfService.Change), Answers(204)]
    public async Task<IActionResult> DeleteTemporary(TargetUser user) => Done(await store.DeleteCodeAsync(user, isTemporary: true));

    /// <summary>Get qrPin</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/qrpin-get</remarks>
    [HttpGet("pin"), Requires(QrCodePinMethodKind.Read), Answers<QrPin>]
    public async Task<IActionResult> GetPin(TargetUser user, GraphQuery query) => Entity($"{user.ContextOf(Segment)}/pin", (await FindAsync(user)).Pin!, query);

    /// <summary>Update qrPin: a new temporary PIN</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/qrpin-update The PIN is generated; the body is ignored.</remarks>
    [HttpPatch("pin"), Requires(QrCodePinMethodKind.Write, SelfService = SelfService.Write)]
    [Takes<QrPin>("""{"code":"09599786"}""", IsPartial = true), Answers<QrPin>(201)]
    public async Task<IActionResult> ResetPin(TargetUser user, GraphBody body)
    {
        body.Of<QrPin>(Version, mayBeEmpty: true);
        return Created($"{user.ContextOf(Segment)}/pin", (await store.ResetPinAsync(user)).OrThrow(), NoLocation);
    }

    /// <summary>qrPin: updatePin, by the user</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/qrpin-updatepin The SDKs send POST.</remarks>
    [HttpPatch("pin/updatePin"), HttpPost("pin/updatePin"), Requires(QrCodePinMethodKind.ChangePin, SelfService = SelfService.Write)]
    [Takes("""{"currentPin":"27182818","newPin":"56745755"}"""), Answers(204)]
    public async Task<IActionResult> ChangePin(TargetUser user, GraphBody body)
    {
        var sent = body.Parameters();
        var current = sent.Text("currentPin") ?? throw GraphErrors.InvalidMethodValue("currentPin");
        var next = sent.Text("newPin") ?? throw GraphErrors.InvalidMethodValue("newPin");
        return Done(await store.ChangePinAsync(user, current, next));
    }

    private async Task<QrCodePinMethod> FindAsync(TargetUser user) => await store.FindAsync(user) ?? throw GraphErrors.MethodNotFound();
}
