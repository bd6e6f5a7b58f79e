using AuthMethods.Access;
using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;

namespace AuthMethods.Features.PlatformCredentialMethods;

internal sealed class PlatformCredentialMethodStore(AuthDb db, UserPolicies policies, Changes changes)
    : MethodKindStore<PlatformCredentialMethodRow, PlatformCredentialMethod>(db, policies, changes, PlatformCredentialMethod.From, "platform credential")
{
    private static readonly DirectoryCredential Credential = DirectoryCredential.From("Add platform credential", "Delete platform credential");

    public Task<Outcome<PlatformCredentialMethod>> AddAsync(
        TargetUser user, string displayName, KeyStrength strength, DevicePlatform platform, Device? device) =>
        RegisterAsync(user, new() { Id = OpaqueId.New(), DisplayName = displayName, KeyStrength = strength, Platform = platform, Device = device?.ToJson() });

    protected override UsageAuthMethod? UsageOf(PlatformCredentialMethodRow row) => row.Platform == DevicePlatform.MacOS ? UsageAuthMethod.MacOsSecureEnclaveKey : null;

    protected override DirectoryCredential? CredentialOf(PlatformCredentialMethodRow row) => Credential;
}
