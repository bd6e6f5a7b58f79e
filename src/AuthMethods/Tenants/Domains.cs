using System.Security.Cryptography;
using AuthMethods.Wire.Errors;

namespace AuthMethods.Tenants;

/// <summary>The domains of new tenants.</summary>
internal static class Domains
{
    /// <summary>As long as a user principal name allows, since the names of users end in it.</summary>
    public const int MaxLength = 48;

    /// <summary>A domain in lower case; one that no tenant has, if none was sent.</summary>
    public static string Read(string? sent)
    {
        if (sent is null) return $"contoso-{RandomNumberGenerator.GetHexString(12, lowercase: true)}.com";
        var isDomain = sent.Length <= MaxLength && sent.Contains('.', StringComparison.Ordinal)
            && sent.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-') && Uri.CheckHostName(sent) == UriHostNameType.Dns && !sent.EndsWith('.');
        return isDomain ? sent.ToLowerInvariant() : throw TenantErrors.NotADomain();
    }
}
