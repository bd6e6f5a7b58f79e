using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace AuthMethods.Credentials;

/// <summary>Values that a browser keeps for the server, encrypted and in the letters of an address.</summary>
/// <param name="secrets">Has the keys.</param>
/// <param name="purpose">What they are for; a text of another purpose can't be read.</param>
internal sealed class Sealed<T>(Secrets secrets, string purpose) where T : class
{
    private readonly IDataProtector _protector = secrets.ProtectorOf(purpose);

    public string Write(T value) => WebEncoders.Base64UrlEncode(_protector.Protect(JsonSerializer.SerializeToUtf8Bytes(value)));

    /// <summary>The value of a text; null if there is none or this server didn't write it.</summary>
    public T? Read(string? text)
    {
        try
        {
            return text is null ? null : JsonSerializer.Deserialize<T>(_protector.Unprotect(WebEncoders.Base64UrlDecode(text)));
        }
        catch (Exception e) when (e is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }
}
