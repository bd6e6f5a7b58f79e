using System.Buffers.Text;
using System.Security.Cryptography;
using AuthMethods.Credentials;
using AuthMethods.Wire.Errors;
using Microsoft.AspNetCore.DataProtection;

namespace AuthMethods.Features.Delta;

/// <summary>Encrypts delta tokens with keys that all replicas share, so that clients cannot read or forge one.</summary>
internal sealed class DeltaTokens(Secrets secrets)
{
    private readonly Lazy<IDataProtector> _protector = new(() => secrets.ProtectorOf("AuthMethods.DeltaTokens"));

    public string Write(DeltaToken token) => Base64Url.EncodeToString(_protector.Value.Protect(token.ToBytes()));

    public DeltaToken Read(string token)
    {
        try
        {
            return DeltaToken.FromBytes(_protector.Value.Unprotect(Base64Url.DecodeFromChars(token)));
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            throw GraphErrors.BadlyFormedToken();
        }
    }
}
