using AuthMethods.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AuthMethods.Authority;

/// <summary>Fails the start if the authority is on outside Development or a certificate can't be read.</summary>
internal sealed class AuthorityOptionsValidator(IHostEnvironment environment) : IValidateOptions<AuthorityOptions>
{
    public ValidateOptionsResult Validate(string? name, AuthorityOptions options)
    {
        var failures = new ValidateOptionsResultBuilder();
        if (options.Enabled && !environment.IsDevelopment() && !options.AllowBuiltInAuthorityInProductionAlthoughItHandsOutTokensForPasswords)
        {
            failures.AddError(
                "Authority:Enabled is for the environment Development: elsewhere set AzureAd:TenantId, or, if you accept the risk, Authority:AllowBuiltInAuthorityInProductionAlthoughItHandsOutTokensForPasswords.");
        }

        if (options.Enabled && !options.ClientCertificates.All(named => GuidKey.TryParse(named.Key, out _) && ClientAssertions.HoldsKey(named.Value)))
        {
            failures.AddError("Authority:ClientCertificates must map application ids to files with a certificate that has an RSA key.");
        }

        var remembers = options.RememberMultiFactor;
        if (remembers < TimeSpan.Zero || remembers > TimeSpan.FromDays(365) || remembers != TimeSpan.FromDays(remembers.Days))
        {
            failures.AddError("Authority:RememberMultiFactor must be whole days, up to 365, such as 14.00:00:00; or 00:00:00 for never.");
        }

        return failures.Build();
    }
}
