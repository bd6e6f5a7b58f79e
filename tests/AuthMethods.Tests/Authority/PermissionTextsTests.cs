using AuthMethods.Authority;

namespace AuthMethods.Tests.Authority;

/// <summary>The consent page says in words what a permission of Microsoft Graph allows, and never less.</summary>
public sealed class PermissionTextsTests
{
    [Theory]
    [InlineData("openid", false, "Sign you in (openid)")]
    [InlineData("User.Read", false, "Read your profile (User.Read)")]
    [InlineData("User.Read.All", false, "Read all users (User.Read.All)")]
    [InlineData("Mail.Send", false, "Send: your mails (Mail.Send)")]
    [InlineData("Mail.Send", true, "Send: all mails (Mail.Send)")]
    [InlineData("Policy.ReadWrite.ConditionalAccess", false, "Read and change all policies, conditional access (Policy.ReadWrite.ConditionalAccess)")]
    [InlineData("RoleManagement.ReadWrite.Directory", false, "Read and change all role managements, directory (RoleManagement.ReadWrite.Directory)")]
    [InlineData("UserAuthMethod-TAP.ReadWrite", false, "Read and change all user auth method TAPs (UserAuthMethod-TAP.ReadWrite)")]
    public void Text_NamesWhatItReaches(string name, bool isRole, string text) => Assert.Equal(text, PermissionTexts.Of(name, isRole));
}
