using AuthMethods.Access;
using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;

namespace AuthMethods.Features.WindowsHelloForBusinessMethods;

internal sealed class WindowsHelloForBusinessMethodStore(AuthDb db, UserPolicies policies, Changes changes)
    : MethodKindStore<WindowsHelloForBusinessMethodRow, WindowsHelloForBusinessMethod>(
        db, policies, changes, WindowsHelloForBusinessMethod.From, "Windows Hello for Business")
{
    private static readonly DirectoryCredential Credential =
        DirectoryCredential.From("Add Windows Hello for Business credential", "Delete Windows Hello for Business credential");

    public Task<Outcome<WindowsHelloForBusinessMethod>> AddAsync(TargetUser user, string displayName, KeyStrength strength, Device? device) =>
        RegisterAsync(user, new() { Id = OpaqueId.New(), DisplayName = displayName, KeyStrength = strength, Device = device?.ToJson() });

    protected override UsageAuthMethod? UsageOf(WindowsHelloForBusinessMethodRow row) => UsageAuthMethod.WindowsHelloForBusiness;

    protected override DirectoryCredential? CredentialOf(WindowsHelloForBusinessMethodRow row) => Credential;
}
