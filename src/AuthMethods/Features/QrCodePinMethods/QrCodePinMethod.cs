using AuthMethods.Methods;
using AuthMethods.Storage;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire;

namespace AuthMethods.Features.QrCodePinMethods;

/// <summary>Graph's <c>qrCodePinAuthenticationMethod</c>: a code to scan and a PIN, for people without a device of their own.</summary>
[GraphType("qrCodePinAuthenticationMethod")]
[Example("""{"id":"d29518d4-b99a-4c88-b40c-92fd12959724","standardQRCode":{"id":"1a253da5-3f9a-457d-bd9c-de1aab9a2e59","expireDateTime":"2027-01-15T09:30:00Z","startDateTime":"2026-01-15T09:30:00Z","createdDateTime":"2026-01-15T09:30:00Z","lastUsedDateTime":"0001-01-01T00:00:00Z","image":null},"temporaryQRCode":null,"pin":{"id":"a98a1084-f503-4dfd-a293-c0e93cba124a","code":null,"forceChangePinNextSignIn":true,"createdDateTime":"2026-01-15T09:30:00Z","updatedDateTime":"2026-01-15T09:30:00Z"},"createdDateTime":"2026-01-15T09:30:00Z","lastUsedDateTime":null}""")]
public sealed class QrCodePinMethod : AuthenticationMethod
{
    /// <summary>The permanent code, for example on a badge.</summary>
    [Related]
    public QrCode? StandardQRCode { get; init; }

    /// <summary>For a user without their standard code.</summary>
    [Related]
    public QrCode? TemporaryQRCode { get; init; }

    [Related]
    public QrPin? Pin { get; init; }

    internal static QrCodePinMethod From(QrCodePinMethodRow row, MethodView view) => new()
    {
        Id = row.Id,
        CreatedDateTime = row.CreatedDateTime,
        LastUsedDateTime = row.LastUsedDateTime,
    };

    internal static QrCodePinMethod From(QrCodePinMethodRow row, QrCode? standard, QrCode? temporary, string? pin) => new()
    {
        Id = row.Id,
        StandardQRCode = standard,
        TemporaryQRCode = temporary,
        Pin = QrPin.From(row, pin),
        CreatedDateTime = row.CreatedDateTime,
        LastUsedDateTime = row.LastUsedDateTime,
    };
}

/// <summary>Graph's <c>qrCode</c>.</summary>
[GraphType("qrCode")]
[Example("""{"id":"1a253da5-3f9a-457d-bd9c-de1aab9a2e59","expireDateTime":"2027-01-15T09:30:00Z","startDateTime":"2026-01-15T09:30:00Z","createdDateTime":"2026-01-15T09:30:00Z","lastUsedDateTime":"0001-01-01T00:00:00Z","image":null}""")]
public sealed class QrCode
{
    public string Id { get; init; } = "";
    public DateTimeOffset ExpireDateTime { get; init; }
    public DateTimeOffset StartDateTime { get; init; }
    public DateTimeOffset CreatedDateTime { get; init; }

    /// <summary><c>0001-01-01T00:00:00Z</c> if it was never used.</summary>
    public DateTimeOffset LastUsedDateTime { get; init; }

    /// <summary>Shown only when the code is created.</summary>
    public QrCodeImage? Image { get; init; }

    internal static QrCode From(QrCodeRow row, QrCodeImage? image = null) => new()
    {
        Id = row.Id.ToString(),
        ExpireDateTime = row.ExpireDateTime,
        StartDateTime = row.StartDateTime,
        CreatedDateTime = row.CreatedDateTime,
        LastUsedDateTime = row.LastUsedDateTime ?? default,
        Image = image,
    };
}

/// <summary>Graph's <c>qrCodeImageDetails</c>.</summary>
/// <param name="BinaryValue">A PNG.</param>
/// <param name="Version">The code's size, from 1 to 40.</param>
/// <param name="ErrorCorrectionLevel">How much of the code may be damaged.</param>
/// <param name="RawContent">The content of the code.</param>
[GraphType("qrCodeImageDetails")]
public sealed record QrCodeImage(byte[] BinaryValue, int Version, ErrorCorrectionLevel ErrorCorrectionLevel, byte[] RawContent);

/// <summary>Graph's <c>errorCorrectionLevel</c>.</summary>
[UnknownFutureValue(5)]
public enum ErrorCorrectionLevel
{
    L = 1,
    M,
    Q,
    H,
}

/// <summary>Graph's <c>qrPin</c>.</summary>
[GraphType("qrPin")]
[Example("""{"id":"a98a1084-f503-4dfd-a293-c0e93cba124a","code":null,"forceChangePinNextSignIn":true,"createdDateTime":"2026-01-15T09:30:00Z","updatedDateTime":"2026-01-15T09:30:00Z"}""")]
public sealed class QrPin
{
    public string Id { get; init; } = "";

    /// <summary>Shown only when an administrator sets it.</summary>
    public string? Code { get; init; }

    public bool ForceChangePinNextSignIn { get; init; }
    public DateTimeOffset CreatedDateTime { get; init; }
    public DateTimeOffset UpdatedDateTime { get; init; }

    internal static QrPin From(QrCodePinMethodRow row, string? code = null) => new()
    {
        Id = row.PinId.ToString(),
        Code = code,
        ForceChangePinNextSignIn = row.ForceChangePin,
        CreatedDateTime = row.CreatedDateTime,
        UpdatedDateTime = row.PinUpdatedDateTime,
    };
}
