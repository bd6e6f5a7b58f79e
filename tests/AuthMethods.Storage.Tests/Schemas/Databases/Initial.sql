-- A SQLite database as the migration Initial left it: the sample tenant, cut down to three users.
BEGIN TRANSACTION;
CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY,
    "Timestamp" TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);
INSERT INTO __EFMigrationsHistory VALUES('20261129172846_Initial','10.0.15');
CREATE TABLE IF NOT EXISTS "ActivatedRoles" (
    "TenantId" TEXT NOT NULL,
    "RoleTemplateId" TEXT NOT NULL,
    CONSTRAINT "PK_ActivatedRoles" PRIMARY KEY ("TenantId", "RoleTemplateId")
);
CREATE TABLE IF NOT EXISTS "Applications" (
    "TenantId" TEXT NOT NULL,
    "Id" TEXT NOT NULL,
    "DisplayName" TEXT NOT NULL,
    "SecretHash" TEXT NULL,
    "ApplicationPermissions" TEXT NOT NULL,
    "DelegatedPermissions" TEXT NOT NULL,
    CONSTRAINT "PK_Applications" PRIMARY KEY ("TenantId", "Id")
);
INSERT INTO Applications VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE','22223333-CCCC-4444-DDDD-5555EEEE6666','Admin tools',NULL,'','UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite UserAuthenticationMethod.ReadWrite.All UserAuthMethod-Email.Read UserAuthMethod-Email.Read.All UserAuthMethod-Email.ReadWrite UserAuthMethod-Email.ReadWrite.All UserAuthMethod-External.Read UserAuthMethod-External.Read.All UserAuthMethod-External.ReadWrite UserAuthMethod-External.ReadWrite.All UserAuthMethod-HardwareOATH.Read UserAuthMethod-HardwareOATH.Read.All UserAuthMethod-HardwareOATH.ReadWrite UserAuthMethod-HardwareOATH.ReadWrite.All UserAuthMethod-MicrosoftAuthApp.Read UserAuthMethod-MicrosoftAuthApp.Read.All UserAuthMethod-MicrosoftAuthApp.ReadWrite UserAuthMethod-MicrosoftAuthApp.ReadWrite.All UserAuthMethod-Passkey.Read UserAuthMethod-Passkey.Read.All UserAuthMethod-Passkey.ReadWrite UserAuthMethod-Passkey.ReadWrite.All UserAuthMethod-Password.Read UserAuthMethod-Password.Read.All UserAuthMethod-Password.ReadWrite UserAuthMethod-Password.ReadWrite.All UserAuthMethod-Phone.Read UserAuthMethod-Phone.Read.All UserAuthMethod-Phone.ReadWrite UserAuthMethod-Phone.ReadWrite.All UserAuthMethod-PlatformCred.Read UserAuthMethod-PlatformCred.Read.All UserAuthMethod-PlatformCred.ReadWrite UserAuthMethod-PlatformCred.ReadWrite.All UserAuthMethod-QR.Read UserAuthMethod-QR.Read.All UserAuthMethod-QR.ReadWrite UserAuthMethod-QR.ReadWrite.All UserAuthMethod-SoftwareOATH.Read UserAuthMethod-SoftwareOATH.Read.All UserAuthMethod-SoftwareOATH.ReadWrite UserAuthMethod-SoftwareOATH.ReadWrite.All UserAuthMethod-TAP.Read UserAuthMethod-TAP.Read.All UserAuthMethod-TAP.ReadWrite UserAuthMethod-TAP.ReadWrite.All UserAuthMethod-WindowsHello.Read UserAuthMethod-WindowsHello.Read.All UserAuthMethod-WindowsHello.ReadWrite UserAuthMethod-WindowsHello.ReadWrite.All User.Read User.ReadBasic.All User.Read.All User.ReadWrite User.ReadWrite.All User.RevokeSessions.All User.DeleteRestore.All User.EnableDisableAccount.All User.ManageIdentities.All User-PasswordProfile.ReadWrite.All User-Phone.ReadWrite.All User-Mail.ReadWrite.All Directory.Read.All Directory.ReadWrite.All Directory.AccessAsUser.All Policy.Read.All Policy.ReadWrite.AuthenticationMethod Policy.Read.AuthenticationMethod Policy.ReadWrite.ConditionalAccess GroupMember.Read.All GroupMember.ReadWrite.All Group.Read.All Group.ReadWrite.All Group.Create RoleManagement.Read.Directory RoleManagement.Read.All RoleManagement.ReadWrite.Directory Organization.Read.All Organization.ReadWrite.All Domain.Read.All Domain.ReadWrite.All LicenseAssignment.Read.All AuditLog.Read.All');
CREATE TABLE IF NOT EXISTS "AppPasswords" (
    "TenantId" TEXT NOT NULL,
    "UserId" TEXT NOT NULL,
    "Id" TEXT NOT NULL,
    "DisplayName" TEXT NOT NULL,
    "Hash" TEXT NOT NULL,
    "CreatedDateTime" TEXT NOT NULL,
    CONSTRAINT "PK_AppPasswords" PRIMARY KEY ("TenantId", "UserId", "Id")
);
CREATE TABLE IF NOT EXISTS "AuditRecords" (
    "TenantId" TEXT NOT NULL,
    "Id" TEXT NOT NULL,
    "ActivityDateTime" TEXT NOT NULL,
    "ActivityDisplayName" TEXT NOT NULL,
    "LoggedByService" TEXT NOT NULL,
    "Category" TEXT NOT NULL,
    "OperationType" TEXT NOT NULL,
    "Result" TEXT NOT NULL,
    "ResultReason" TEXT NULL,
    "CorrelationId" TEXT NOT NULL,
    "ActorUserId" TEXT NULL,
    "ActorUserPrincipalName" TEXT NULL,
    "ActorAppId" TEXT NULL,
    "ActorDisplayName" TEXT NULL,
    "ActorIpAddress" TEXT NULL,
    "ActorUserAgent" TEXT NULL,
    "TargetId" TEXT NULL,
    "TargetName" TEXT NULL,
    "TargetType" TEXT NOT NULL,
    "Changes" TEXT NULL,
    CONSTRAINT "PK_AuditRecords" PRIMARY KEY ("TenantId", "Id")
);
INSERT INTO AuditRecords VALUES('00000000-0000-0000-0000-000000000000','01A2285A-E3CB-7C45-8559-E8CD8F96A24C','2026-11-29 17:29:34.923413','Create encryption key','Core Directory','KeyManagement','Add','success',NULL,'d4003ecd-bfc0-45f9-9200-19e8e69ffe41',NULL,NULL,NULL,'AuthMethods',NULL,NULL,'00000000-0000-0000-0000-000000000000','key-04118b2e-d16c-4c0c-8aae-738c8a5e08e0','Other',NULL);
INSERT INTO AuditRecords VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE','01A2285A-E5EE-7F06-8920-0E28CC33E8B6','2026-11-29 17:29:35.470721','Create company','Core Directory','DirectoryManagement','Add','success',NULL,'54393632-35c2-4e91-a098-6474826bcfaf',NULL,NULL,NULL,'AuthMethods',NULL,NULL,'AAAABBBB-0000-CCCC-1111-DDDD2222EEEE','contoso.com','Company',NULL);
CREATE TABLE IF NOT EXISTS "AuthenticationMethods" (
    "TenantId" TEXT NOT NULL,
    "UserId" TEXT NOT NULL,
    "Id" TEXT NOT NULL,
    "CreatedDateTime" TEXT NOT NULL,
    "LastUsedDateTime" TEXT NULL,
    "Version" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "EmailAddress" TEXT NULL,
    "ConfigurationId" TEXT NULL,
    "DisplayName" TEXT NULL,
    "AaGuid" TEXT NULL,
    "AttestationLevel" INTEGER NULL,
    "PasskeyType" INTEGER NULL,
    "AttestationCertificates" TEXT NULL,
    "CredentialId" BLOB NULL,
    "CredentialKey" TEXT NULL,
    "PublicKey" BLOB NULL,
    "SignCount" INTEGER NULL,
    "Transports" TEXT NULL,
    "DeviceId" TEXT NULL,
    "Status" INTEGER NULL,
    "DeviceTag" TEXT NULL,
    "PhoneAppVersion" TEXT NULL,
    "ClientAppName" INTEGER NULL,
    "Device" TEXT NULL,
    "PasswordHash" TEXT NULL,
    "PhoneNumber" TEXT NULL,
    "PhoneType" INTEGER NULL,
    "SignInNumber" TEXT NULL,
    "WantedNumber" TEXT NULL,
    "IsSmsSignInDisabled" INTEGER NULL,
    "KeyStrength" INTEGER NULL,
    "Platform" INTEGER NULL,
    "PinId" TEXT NULL,
    "PinHash" TEXT NULL,
    "PinUpdatedDateTime" TEXT NULL,
    "ForceChangePin" INTEGER NULL,
    "EncryptedSecret" TEXT NULL,
    "PassHash" TEXT NULL,
    "StartDateTime" TEXT NULL,
    "LifetimeInMinutes" INTEGER NULL,
    "IsUsableOnce" INTEGER NULL,
    CONSTRAINT "PK_AuthenticationMethods" PRIMARY KEY ("TenantId", "UserId", "Id")
);
INSERT INTO AuthenticationMethods VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE','00000000-0000-4000-8000-000000000001','28c10230-6103-485e-b985-444c60001490','2026-11-29 17:29:35.470721',NULL,'347038D1-F650-416F-8EB4-30260DEFF2DD','password',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'AQAAAAIAAYagAAAAED3ahEfOHNBiAXHsFBer7uOa3BSWV8jaCGh6hk9GuFBlGdfiUuBqdCYmhIiTZcDw8g==',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO AuthenticationMethods VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE','00000000-0000-4000-8000-000000000021','28c10230-6103-485e-b985-444c60001490','2026-11-29 17:29:35.470721',NULL,'BFC207B7-417D-4034-B544-262D98320AEE','password',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'AQAAAAIAAYagAAAAED3ahEfOHNBiAXHsFBer7uOa3BSWV8jaCGh6hk9GuFBlGdfiUuBqdCYmhIiTZcDw8g==',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO AuthenticationMethods VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE','00000000-0000-4000-8000-000000000022','28c10230-6103-485e-b985-444c60001490','2026-11-29 17:29:35.470721',NULL,'805136A9-1DBA-4F2B-BD77-D97C65E68A82','password',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'AQAAAAIAAYagAAAAED3ahEfOHNBiAXHsFBer7uOa3BSWV8jaCGh6hk9GuFBlGdfiUuBqdCYmhIiTZcDw8g==',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO AuthenticationMethods VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE','00000000-0000-4000-8000-000000000022','3179e48a-750b-4051-897c-87b9720928f7','2026-01-02 03:04:05.678901',NULL,'C42AE574-C58C-4FCA-A96E-38660A9616AD','phone',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'+1 2065555501',0,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO AuthenticationMethods VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE','00000000-0000-4000-8000-000000000022','e37fc753-ff3b-4958-9484-eaa9425c82bc','2026-11-29 17:29:35.470721',NULL,'7073D415-C901-4FFC-B663-6CC0CFE0FE26','phone',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'+1 4255555502',2,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "AuthenticationStrengths" (
    "TenantId" TEXT NOT NULL,
    "Id" TEXT NOT NULL,
    "DisplayName" TEXT NOT NULL,
    "Description" TEXT NULL,
    "CreatedDateTime" TEXT NOT NULL,
    "ModifiedDateTime" TEXT NOT NULL,
    "AllowedCombinations" TEXT NOT NULL,
    "CombinationConfigurations" TEXT NOT NULL,
    "Version" TEXT NOT NULL,
    CONSTRAINT "PK_AuthenticationStrengths" PRIMARY KEY ("TenantId", "Id")
);
CREATE TABLE IF NOT EXISTS "Domains" (
    "TenantId" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "IsDefault" INTEGER NOT NULL,
    CONSTRAINT "PK_Domains" PRIMARY KEY ("TenantId", "Name")
);
INSERT INTO Domains VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE','contoso.com',1);
INSERT INTO Domains VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE','contoso.onmicrosoft.com',0);
CREATE TABLE IF NOT EXISTS "EncryptionKeys" (
    "TenantId" TEXT NOT NULL,
    "Number" INTEGER NOT NULL,
    "Name" TEXT NOT NULL,
    "Xml" TEXT NOT NULL,
    CONSTRAINT "PK_EncryptionKeys" PRIMARY KEY ("TenantId", "Number")
);
CREATE TABLE IF NOT EXISTS "GroupMembers" (
    "TenantId" TEXT NOT NULL,
    "GroupId" TEXT NOT NULL,
    "MemberId" TEXT NOT NULL,
    "IsOwner" INTEGER NOT NULL,
    CONSTRAINT "PK_GroupMembers" PRIMARY KEY ("TenantId", "GroupId", "MemberId", "IsOwner")
);
CREATE TABLE IF NOT EXISTS "Groups" (
    "TenantId" TEXT NOT NULL,
    "Id" TEXT NOT NULL,
    "CreatedDateTime" TEXT NULL,
    "DisplayName" TEXT NOT NULL,
    "DisplayNameKey" TEXT NOT NULL,
    "Description" TEXT NULL,
    "MailNickname" TEXT NULL,
    "Visibility" TEXT NULL,
    "IsUnified" INTEGER NOT NULL,
    "GroupTypeKeys" TEXT NOT NULL,
    "IsUnifiedForSecurity" INTEGER NOT NULL,
    "IsAssignableToRole" INTEGER NOT NULL,
    CONSTRAINT "PK_Groups" PRIMARY KEY ("TenantId", "Id")
);
INSERT INTO "Groups" VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE','00000000-0000-4000-8000-000000000101','2026-11-29 17:29:35.470721','Helpdesk team','helpdesk team',NULL,'helpdesk.team','Private',0,'[]',0,1);
CREATE TABLE IF NOT EXISTS "HardwareOathDevices" (
    "TenantId" TEXT NOT NULL,
    "Id" TEXT NOT NULL,
    "DisplayName" TEXT NULL,
    "SerialNumber" TEXT NOT NULL,
    "Manufacturer" TEXT NOT NULL,
    "Model" TEXT NOT NULL,
    "EncryptedSecret" TEXT NOT NULL,
    "TimeIntervalInSeconds" INTEGER NOT NULL,
    "HashFunction" INTEGER NOT NULL,
    "LastStep" INTEGER NOT NULL,
    "LastUsedDateTime" TEXT NULL,
    "Version" TEXT NOT NULL,
    CONSTRAINT "PK_HardwareOathDevices" PRIMARY KEY ("TenantId", "Id")
);
CREATE TABLE IF NOT EXISTS "MethodConfigurations" (
    "TenantId" TEXT NOT NULL,
    "Id" TEXT NOT NULL,
    "IsEnabled" INTEGER NOT NULL,
    "IncludeTargets" TEXT NOT NULL,
    "ExcludeTargets" TEXT NOT NULL,
    "Settings" TEXT NULL,
    CONSTRAINT "PK_MethodConfigurations" PRIMARY KEY ("TenantId", "Id")
);
CREATE TABLE IF NOT EXISTS "Operations" (
    "TenantId" TEXT NOT NULL,
    "UserId" TEXT NOT NULL,
    "Id" TEXT NOT NULL,
    "CreatedDateTime" TEXT NOT NULL,
    "LastActionDateTime" TEXT NOT NULL,
    "Status" INTEGER NOT NULL,
    "StatusDetail" TEXT NULL,
    "ResourceLocation" TEXT NOT NULL,
    CONSTRAINT "PK_Operations" PRIMARY KEY ("TenantId", "UserId", "Id")
);
CREATE TABLE IF NOT EXISTS "PasskeyChallenges" (
    "TenantId" TEXT NOT NULL,
    "UserId" TEXT NOT NULL,
    "Challenge" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "ExpiresDateTime" TEXT NOT NULL,
    CONSTRAINT "PK_PasskeyChallenges" PRIMARY KEY ("TenantId", "UserId", "Challenge")
);
CREATE TABLE IF NOT EXISTS "QrCodes" (
    "TenantId" TEXT NOT NULL,
    "UserId" TEXT NOT NULL,
    "IsTemporary" INTEGER NOT NULL,
    "Id" TEXT NOT NULL,
    "StartDateTime" TEXT NOT NULL,
    "ExpireDateTime" TEXT NOT NULL,
    "CreatedDateTime" TEXT NOT NULL,
    "LastUsedDateTime" TEXT NULL,
    "ContentHash" TEXT NOT NULL,
    CONSTRAINT "PK_QrCodes" PRIMARY KEY ("TenantId", "UserId", "IsTemporary")
);
CREATE TABLE IF NOT EXISTS "RoleAssignments" (
    "TenantId" TEXT NOT NULL,
    "Id" TEXT NOT NULL,
    "RoleTemplateId" TEXT NOT NULL,
    "PrincipalId" TEXT NOT NULL,
    "DirectoryScopeId" TEXT NOT NULL,
    CONSTRAINT "PK_RoleAssignments" PRIMARY KEY ("TenantId", "Id")
);
INSERT INTO RoleAssignments VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE','05A0922C-9B7B-45B2-98FA-678C63A8D744','62E90394-69F5-4237-9190-012177145E10','00000000-0000-4000-8000-000000000001','/');
CREATE TABLE IF NOT EXISTS "RoleDefinitions" (
    "TenantId" TEXT NOT NULL,
    "Id" TEXT NOT NULL,
    "TemplateId" TEXT NOT NULL,
    "DisplayName" TEXT NOT NULL,
    "Description" TEXT NULL,
    "IsEnabled" INTEGER NOT NULL,
    "Version" TEXT NULL,
    "RolePermissions" TEXT NOT NULL,
    CONSTRAINT "PK_RoleDefinitions" PRIMARY KEY ("TenantId", "Id")
);
CREATE TABLE IF NOT EXISTS "Tenants" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Tenants" PRIMARY KEY,
    "DisplayName" TEXT NOT NULL,
    "CreatedDateTime" TEXT NOT NULL,
    "LicenseProfile" TEXT NOT NULL,
    "PolicyStamp" TEXT NOT NULL,
    "PolicyModifiedDateTime" TEXT NULL,
    "PolicySettings" TEXT NULL
);
INSERT INTO Tenants VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE','Contoso','2026-11-29 17:29:35.470721','premium','EE99D353-C595-4C1B-B09D-EED1067E52D7',NULL,NULL);
CREATE TABLE IF NOT EXISTS "UserCounts" (
    "TenantId" TEXT NOT NULL,
    "Slot" INTEGER NOT NULL,
    "Users" INTEGER NOT NULL,
    CONSTRAINT "PK_UserCounts" PRIMARY KEY ("TenantId", "Slot")
);
INSERT INTO UserCounts VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE',0,0);
INSERT INTO UserCounts VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE',1,2);
INSERT INTO UserCounts VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE',2,1);
INSERT INTO UserCounts VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE',3,0);
INSERT INTO UserCounts VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE',4,0);
INSERT INTO UserCounts VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE',5,0);
INSERT INTO UserCounts VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE',6,0);
INSERT INTO UserCounts VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE',7,0);
INSERT INTO UserCounts VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE',8,0);
INSERT INTO UserCounts VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE',9,0);
INSERT INTO UserCounts VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE',10,0);
INSERT INTO UserCounts VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE',11,0);
INSERT INTO UserCounts VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE',12,0);
INSERT INTO UserCounts VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE',13,0);
INSERT INTO UserCounts VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE',14,0);
INSERT INTO UserCounts VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE',15,0);
CREATE TABLE IF NOT EXISTS "UserIdentities" (
    "TenantId" TEXT NOT NULL,
    "Key" TEXT NOT NULL,
    "UserId" TEXT NOT NULL,
    CONSTRAINT "PK_UserIdentities" PRIMARY KEY ("TenantId", "Key")
);
CREATE TABLE IF NOT EXISTS "Users" (
    "TenantId" TEXT NOT NULL,
    "Id" TEXT NOT NULL,
    "UserPrincipalName" TEXT NOT NULL,
    "UserPrincipalNameKey" TEXT NOT NULL,
    "AccountEnabled" INTEGER NOT NULL,
    "CreatedDateTime" TEXT NOT NULL,
    "DeletedDateTime" TEXT NULL,
    "Roles" INTEGER NOT NULL,
    "SignInSessionsValidFromDateTime" TEXT NOT NULL,
    "SessionsEnded" INTEGER NOT NULL,
    "LastPasswordChangeDateTime" TEXT NULL,
    "ForceChangePasswordNextSignIn" INTEGER NOT NULL,
    "ForceChangePasswordNextSignInWithMfa" INTEGER NOT NULL,
    "PasswordPolicies" TEXT NULL,
    "PreferredSecondFactor" INTEGER NULL,
    "IsSystemPreferred" INTEGER NULL,
    "PerUserMfaState" INTEGER NOT NULL,
    "MfaSessionsValidFromDateTime" TEXT NULL,
    "MfaSessionsEnded" INTEGER NOT NULL,
    "MfaReregistrationRequiredDateTime" TEXT NULL,
    "AgeGroup" TEXT NULL,
    "BusinessPhones" TEXT NOT NULL,
    "BusinessPhoneKeys" TEXT NOT NULL,
    "City" TEXT NULL,
    "CityKey" TEXT NOT NULL,
    "CompanyName" TEXT NULL,
    "CompanyNameKey" TEXT NOT NULL,
    "ConsentProvidedForMinor" TEXT NULL,
    "Country" TEXT NULL,
    "CountryKey" TEXT NOT NULL,
    "CreationType" TEXT NULL,
    "Department" TEXT NULL,
    "DepartmentKey" TEXT NOT NULL,
    "DisplayName" TEXT NULL,
    "DisplayNameKey" TEXT NOT NULL,
    "EmployeeId" TEXT NULL,
    "EmployeeType" TEXT NULL,
    "ExternalUserState" TEXT NULL,
    "ExternalUserStateChangeDateTime" TEXT NULL,
    "FaxNumber" TEXT NULL,
    "GivenName" TEXT NULL,
    "GivenNameKey" TEXT NOT NULL,
    "Identities" TEXT NOT NULL,
    "ImAddresses" TEXT NOT NULL,
    "JobTitle" TEXT NULL,
    "JobTitleKey" TEXT NOT NULL,
    "Mail" TEXT NULL,
    "MailKey" TEXT NOT NULL,
    "MailNickname" TEXT NULL,
    "MailNicknameKey" TEXT NOT NULL,
    "MobilePhone" TEXT NULL,
    "OfficeLocation" TEXT NULL,
    "OfficeLocationKey" TEXT NOT NULL,
    "OnPremisesDomainName" TEXT NULL,
    "OnPremisesImmutableId" TEXT NULL,
    "OnPremisesSamAccountName" TEXT NULL,
    "OnPremisesSyncEnabled" INTEGER NULL,
    "OnPremisesUserPrincipalName" TEXT NULL,
    "OtherMails" TEXT NOT NULL,
    "OtherMailKeys" TEXT NOT NULL,
    "PostalCode" TEXT NULL,
    "PreferredDataLocation" TEXT NULL,
    "PreferredLanguage" TEXT NULL,
    "Profile" TEXT NOT NULL,
    "ProxyAddresses" TEXT NOT NULL,
    "ProxyAddressKeys" TEXT NOT NULL,
    "ShowInAddressList" INTEGER NULL,
    "State" TEXT NULL,
    "StateKey" TEXT NOT NULL,
    "StreetAddress" TEXT NULL,
    "Surname" TEXT NULL,
    "SurnameKey" TEXT NOT NULL,
    "UsageLocation" TEXT NULL,
    "UserType" TEXT NOT NULL,
    "Version" TEXT NOT NULL,
    CONSTRAINT "PK_Users" PRIMARY KEY ("TenantId", "Id")
);
INSERT INTO Users VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE','00000000-0000-4000-8000-000000000001','global.admin@contoso.com','global.admin@contoso.com',1,'2026-11-29 17:29:35.470721',NULL,1,'2026-11-29 17:29:35',0,'2026-11-29 17:29:35.470721',0,0,NULL,NULL,NULL,0,NULL,0,NULL,NULL,'[]','[]',NULL,'',NULL,'',NULL,NULL,'',NULL,NULL,'','Global Admin','global admin',NULL,NULL,NULL,NULL,NULL,'Global','global','[]','[]',NULL,'',NULL,'','global.admin','global.admin',NULL,NULL,'',NULL,NULL,NULL,NULL,NULL,'[]','[]',NULL,NULL,NULL,'{}','[]','[]',NULL,NULL,'',NULL,'Admin','admin',NULL,'Member','5D5EDBAE-CCA0-4E4A-BA50-78433891FA1E');
INSERT INTO Users VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE','00000000-0000-4000-8000-000000000021','balas@contoso.com','balas@contoso.com',1,'2026-11-29 17:29:35.470721',NULL,0,'2026-11-29 17:29:35',0,'2026-11-29 17:29:35.470721',0,0,NULL,NULL,NULL,0,NULL,0,NULL,NULL,'[]','[]',NULL,'',NULL,'',NULL,NULL,'',NULL,NULL,'','Balas Jansen','balas jansen',NULL,NULL,NULL,NULL,NULL,'Balas','balas','[]','[]',NULL,'',NULL,'','balas','balas',NULL,NULL,'',NULL,NULL,NULL,NULL,NULL,'[]','[]',NULL,NULL,NULL,'{}','[]','[]',NULL,NULL,'',NULL,'Jansen','jansen',NULL,'Member','0F74BB8A-F617-45B0-9D5B-89C931BFCB97');
INSERT INTO Users VALUES('AAAABBBB-0000-CCCC-1111-DDDD2222EEEE','00000000-0000-4000-8000-000000000022','kim@contoso.com','kim@contoso.com',1,'2026-11-29 17:29:35.470721',NULL,0,'2026-11-29 17:29:35',0,'2026-11-29 17:29:35.470721',0,0,NULL,NULL,NULL,0,NULL,0,NULL,NULL,'[]','[]',NULL,'',NULL,'',NULL,NULL,'',NULL,NULL,'','Kim Akers','kim akers',NULL,NULL,NULL,NULL,NULL,'Kim','kim','[]','[]',NULL,'',NULL,'','kim','kim',NULL,NULL,'',NULL,NULL,NULL,NULL,NULL,'[]','[]',NULL,NULL,NULL,'{}','[]','[]',NULL,NULL,'',NULL,'Akers','akers',NULL,'Member','311C4F5A-0CE8-454D-A367-1E3B2F65BAD9');
CREATE UNIQUE INDEX "IX_AppPasswords_TenantId_UserId_Hash" ON "AppPasswords" ("TenantId", "UserId", "Hash");
CREATE INDEX "IX_AuditRecords_TenantId_ActivityDateTime_Id" ON "AuditRecords" ("TenantId", "ActivityDateTime", "Id");
CREATE UNIQUE INDEX "IX_AuthenticationMethods_TenantId_CredentialKey" ON "AuthenticationMethods" ("TenantId", "CredentialKey");
CREATE UNIQUE INDEX "IX_AuthenticationMethods_TenantId_DeviceId" ON "AuthenticationMethods" ("TenantId", "DeviceId");
CREATE UNIQUE INDEX "IX_AuthenticationMethods_TenantId_SignInNumber" ON "AuthenticationMethods" ("TenantId", "SignInNumber");
CREATE INDEX "IX_AuthenticationMethods_TenantId_WantedNumber" ON "AuthenticationMethods" ("TenantId", "WantedNumber");
CREATE UNIQUE INDEX "IX_Domains_Name" ON "Domains" ("Name");
CREATE INDEX "IX_GroupMembers_TenantId_MemberId" ON "GroupMembers" ("TenantId", "MemberId");
CREATE INDEX "IX_Groups_TenantId_DisplayNameKey_Id" ON "Groups" ("TenantId", "DisplayNameKey", "Id");
CREATE UNIQUE INDEX "IX_HardwareOathDevices_TenantId_Manufacturer_SerialNumber" ON "HardwareOathDevices" ("TenantId", "Manufacturer", "SerialNumber");
CREATE INDEX "IX_HardwareOathDevices_TenantId_SerialNumber" ON "HardwareOathDevices" ("TenantId", "SerialNumber");
CREATE UNIQUE INDEX "IX_RoleAssignments_TenantId_PrincipalId_RoleTemplateId_DirectoryScopeId" ON "RoleAssignments" ("TenantId", "PrincipalId", "RoleTemplateId", "DirectoryScopeId");
CREATE INDEX "IX_RoleAssignments_TenantId_RoleTemplateId_PrincipalId" ON "RoleAssignments" ("TenantId", "RoleTemplateId", "PrincipalId");
CREATE INDEX "IX_UserIdentities_TenantId_UserId" ON "UserIdentities" ("TenantId", "UserId");
CREATE INDEX "IX_Users_TenantId_CreatedDateTime_Id" ON "Users" ("TenantId", "CreatedDateTime", "Id");
CREATE INDEX "IX_Users_TenantId_DisplayNameKey_Id" ON "Users" ("TenantId", "DisplayNameKey", "Id");
CREATE INDEX "IX_Users_TenantId_GivenNameKey_Id" ON "Users" ("TenantId", "GivenNameKey", "Id");
CREATE INDEX "IX_Users_TenantId_MailKey_Id" ON "Users" ("TenantId", "MailKey", "Id");
CREATE INDEX "IX_Users_TenantId_MailNicknameKey_Id" ON "Users" ("TenantId", "MailNicknameKey", "Id");
CREATE INDEX "IX_Users_TenantId_SurnameKey_Id" ON "Users" ("TenantId", "SurnameKey", "Id");
CREATE UNIQUE INDEX "IX_Users_TenantId_UserPrincipalNameKey" ON "Users" ("TenantId", "UserPrincipalNameKey");
COMMIT;
