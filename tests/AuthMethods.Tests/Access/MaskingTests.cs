using AuthMethods.Access;
using AuthMethods.Storage;

namespace AuthMethods.Tests.Access;

/// <summary>Callers whose only role is Authentication Administrator see others' phone numbers masked.</summary>
public sealed class MaskingTests
{
    [Theory]
    [InlineData(DirectoryRoles.AuthenticationAdministrator, true)]
    [InlineData(DirectoryRoles.AuthenticationAdministrator | DirectoryRoles.UserAdministrator, true)]
    [InlineData(DirectoryRoles.AuthenticationAdministrator | DirectoryRoles.GlobalReader, false)]
    [InlineData(DirectoryRoles.GlobalReader, false)]
    [InlineData(DirectoryRoles.PrivilegedAuthenticationAdministrator, false)]
    [InlineData(DirectoryRoles.GlobalAdministrator, false)]
    public void OthersNumbers_AreMaskedByRole(DirectoryRoles roles, bool masked) =>
        Assert.Equal(masked, AccessRules.SeesMasked(Someone.User(roles, GraphPermissions.All), isSelf: false));

    [Fact]
    public void OnesOwnNumbers_AreNotMasked() =>
        Assert.False(AccessRules.SeesMasked(Someone.User(DirectoryRoles.AuthenticationAdministrator, GraphPermissions.All), isSelf: true));

    [Fact]
    public void Applications_SeeNumbers() => Assert.False(AccessRules.SeesMasked(Someone.Application(["UserAuthenticationMethod.Read.All"]), isSelf: false));
}
