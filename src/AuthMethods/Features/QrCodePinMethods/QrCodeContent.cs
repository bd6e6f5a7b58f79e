using System.Linq.Expressions;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using AuthMethods.Storage;

namespace AuthMethods.Features.QrCodePinMethods;

/// <summary>What is in a QR code: whose it is, and a secret.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="User">The user.</param>
/// <param name="Text">All of it.</param>
internal sealed partial record QrCodeContent(Guid Tenant, Guid User, string Text)
{
    public static QrCodeContent New(Guid tenant, Guid user) =>
        new(tenant, user, $"{tenant:N}.{user:N}.{System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}");

    /// <summary>Null if a text is no content of a code of this server's. Space around it doesn't matter.</summary>
    public static QrCodeContent? Parse(string text) => Format().Match(text.Trim()) is { Success: true } match
        ? new(Guid.ParseExact(match.Groups["tenant"].ValueSpan, "N"), Guid.ParseExact(match.Groups["user"].ValueSpan, "N"), match.Value)
        : null;

    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Text)));

    /// <summary>The code with this content, if it can be scanned at this time.</summary>
    public Expression<Func<QrCodeRow, bool>> IsValidAt(DateTimeOffset now)
    {
        var (user, hash) = (User, Hash);
        return code => code.UserId == user && code.ContentHash == hash && code.StartDateTime <= now && code.ExpireDateTime > now;
    }

    [GeneratedRegex(@"^(?<tenant>[0-9a-f]{32})\.(?<user>[0-9a-f]{32})\.[A-Za-z0-9_-]{43}\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Format();
}
