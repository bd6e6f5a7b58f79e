using System.Security.Cryptography;
using AuthMethods.Seed;

namespace AuthMethods.Tenants;

/// <summary>The domains of new tenants.</summary>
internal static class Domains
{
    /// <summary>As long as a user principal name allows, since the names of users end in it.</summary>
    public const int MaxLength = 48;

    /// <summary>A domain in lower case; one that no tenant has, if none was sent.</summary>
    public static string Read(string? sent) =>
        sent is null ? $"contoso-{RandomNumberGenerator.GetHexString(12, lowercase: true)}.com"
        : IsDomain(sent) ? sent.ToLowerInvariant()
        : throw TenantErrors.NotADomain();

    public static bool IsDomain(string text) => text.Length <= MaxLength && text.Contains('.', StringComparison.Ordinal) && !text.EndsWith('.')
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-') && Uri.CheckHostName(text) == UriHostNameType.Dns;

    /// <summary>The domains of a copy by those of the source: the new default one, others below it.</summary>
    public static Dictionary<string, string> OfCopy(IEnumerable<string> names, string main, string domain) => names.ToDictionary(name => name, name =>
        name == main ? domain
        : name == SampleTenant.OnMicrosoft(main) && SampleTenant.OnMicrosoft(domain) is { } second ? second
        : $"{name.Replace('.', '-')}.{domain}");
}
